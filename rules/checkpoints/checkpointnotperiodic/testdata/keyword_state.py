import argparse
from pathlib import Path

import torch
from torch import nn


def save_checkpoint(path, **state):
    torch.save(state, path)


def train(args):
    model = nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
        save_checkpoint(args.output / f"epoch_{epoch}.pt", epoch=epoch, model=model.state_dict(), optimizer=optimizer.state_dict())


parser = argparse.ArgumentParser()
parser.add_argument("--output", type=Path)
train(parser.parse_args())
