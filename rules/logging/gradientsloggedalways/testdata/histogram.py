import torch
from torch import nn
from torch.utils.tensorboard import SummaryWriter


def main(args, loader):
    writer = SummaryWriter()
    model = nn.Linear(2, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    for step, (x, y) in enumerate(loader):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        if step % 10 == 0:
            for name, p in model.named_parameters():
                if p.grad is not None:
                    writer.add_histogram(name, p.grad.cpu(), step)  # want "writer.add_histogram|SummaryWriter"
        optimizer.step()
