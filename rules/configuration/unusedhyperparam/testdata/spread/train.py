import argparse

import torch

from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("--dropout")
args = parser.parse_args()
engine = build(**vars(args))
model = nn.Linear(1, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in load_batches():
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
