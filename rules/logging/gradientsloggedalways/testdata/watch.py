import torch
import wandb
from torch import nn


def main(args, loader):
    wandb.init(config=args)
    model = nn.Linear(2, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    wandb.watch(model, log="all")  # want `wandb\.watch logs gradients throughout training`
    for x, y in loader:
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
