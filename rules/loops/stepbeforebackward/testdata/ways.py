import torch
from torch import nn


class Trainer:
    def __init__(self):
        self.model = nn.Linear(8, 2)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def apply(self):
        self.optimizer.step()  # want "self.optimizer.step\\(\\) comes before backward"
        self.optimizer.zero_grad()

    def compute(self, x):
        self.model(x).sum().backward()

    def fit(self, loader):
        for x in loader:
            self.apply()
            self.compute(x)


def with_setting(model, optimizer, loader, delayed):
    for x in loader:
        if delayed:
            optimizer.step()
        model(x).backward()
        if not delayed:
            optimizer.step()
