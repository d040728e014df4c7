import torch
from accelerate import Accelerator

def main(args):
    accelerator = Accelerator(log_with='wandb')
    accelerator.init_trackers('p')
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=args.lr)
    for epoch in range(args.epochs):  # want "the training loss is logged at most once per epoch"
        for step, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            accelerator.backward(loss)
            opt.step()
            opt.zero_grad()
        accelerator.log({'train_loss': loss.item()}, step=epoch)
if __name__ == '__main__':
    main(parse())
