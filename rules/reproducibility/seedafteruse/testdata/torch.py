import numpy as np
import torch
from torch import nn
from torch.utils.data import random_split


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)


def train(model, loader, optimizer):
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            model(x, y).backward()
            optimizer.step()


def main():
    data, rest = random_split(load(), [0.9, 0.1])
    model = Net()
    noise = np.random.normal(size=3)
    torch.manual_seed(0)  # want "torch.manual_seed seeds torch too late: torch.utils.data.random_split has already drawn from it"
    np.random.seed(0)  # want "numpy.random.seed seeds numpy too late: numpy.random.normal"
    train(model, data, torch.optim.SGD(model.parameters()))
    torch.manual_seed(1)


if __name__ == "__main__":
    main()
