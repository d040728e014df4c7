import torch.nn as nn
from torch import optim

from data import load

model = nn.Linear(3, 1)
optimizer = optim.SGD(model.parameters(), lr=0.1)
for x, y in load():  # want-unfixed "torch is not seeded"
    optimizer.zero_grad()
    (model(x) - y).pow(2).mean().backward()
    optimizer.step()
