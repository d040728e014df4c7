import torch
import wandb
from torch import nn
from torch.utils.tensorboard import SummaryWriter


def main(args, loader):
    if args.tracker == "wandb":
        wandb.init(config=args)
    else:
        writer = SummaryWriter()
    model = nn.Linear(2, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    for step, (x, y) in enumerate(loader):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if args.tracker == "wandb":
            wandb.log({"loss": loss.item()})
        else:
            writer.add_scalar("loss", loss.item(), step)
        print("loss", loss.item())
