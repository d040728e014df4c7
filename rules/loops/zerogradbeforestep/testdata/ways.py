import torch
from accelerate import Accelerator
from torch import nn


class Trainer:
    def __init__(self, accelerator):
        model = nn.Linear(8, 2)
        self.accelerator = accelerator
        self.model, self.optimizer = accelerator.prepare(model, torch.optim.SGD(model.parameters(), lr=0.1))

    def backward(self, x):
        self.accelerator.backward(self.model(x).sum())

    def fit(self, loader):
        for x in loader:
            self.backward(x)
            self.optimizer.zero_grad()  # want "self.optimizer.step"
            self.optimizer.step()


def closure(loader):
    model = nn.Linear(8, 2)
    optimizer = torch.optim.LBFGS(model.parameters())
    for x in loader:
        def closure():
            optimizer.zero_grad()
            loss = model(x).sum()
            loss.backward()
            return loss
        optimizer.step(closure)


def setting(model, optimizer, loader, early):
    for x in loader:
        model(x).backward()
        if early:
            optimizer.zero_grad()
        if not early:
            optimizer.step()


Trainer(Accelerator()).fit(load())
