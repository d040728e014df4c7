import torch
from torch.utils.tensorboard import SummaryWriter

def main(args):
    writer = SummaryWriter('runs')
    writer.add_text('hparams', str(vars(args)))
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.Adam(model.parameters())
    step = 0
    for epoch in range(5):  # want "the learning rate is not among the metrics sent to TensorBoard"
        for x, y in get():
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            writer.add_scalar('train/loss', loss.item(), step)
            step += 1
if __name__ == '__main__':
    main(parse())
