import argparse

import torch
from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("--save", action="store_true")
args = parser.parse_args()
model = nn.Linear(10, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
lowest = None
for epoch in range(10):  # want "checkpoints are only saved when a metric improves"
    for x, y in loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    score = validate(model, val_loader)
    if args.save and (not lowest or score < lowest):
        lowest = score
        torch.save(model.state_dict(), args.path)
