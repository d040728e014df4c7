# Each run seeds before it draws.
import torch
from torch import nn


def run(seed):
    torch.manual_seed(seed)
    net = nn.Linear(2, 2)
    for x in loader:
        net(x).backward()
        optimizer.step()


for seed in range(3):
    run(seed)
