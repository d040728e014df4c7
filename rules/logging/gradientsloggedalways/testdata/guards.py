import os

import torch
import wandb
from torch import nn
from torch.utils.tensorboard import SummaryWriter


def main(args, loader):
    writer = SummaryWriter()
    model = nn.Linear(2, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    wandb.watch(model)
    wandb.watch(model, log="all", log_freq=500)
    if args.debug:
        wandb.watch(model, log="gradients")
    for step, (x, y) in enumerate(loader):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        writer.add_scalar("grad_norm", norm, step)
        for name, p in model.named_parameters():
            if step % 100 == 0:
                writer.add_histogram(name, p.grad, step)
            if os.environ.get("DEBUG_GRADIENTS"):
                writer.add_histogram(name + "/debug", p.grad, step)
        optimizer.step()
