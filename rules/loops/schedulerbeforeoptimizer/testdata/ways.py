import torch
from torch import nn


# Each scheduler comes behind its own optimizer.
def gan(loader):
    g, d = nn.Linear(8, 8), nn.Linear(8, 1)
    optimizer_g, optimizer_d = torch.optim.Adam(g.parameters()), torch.optim.Adam(d.parameters())
    scheduler_g = torch.optim.lr_scheduler.StepLR(optimizer_g, 10)
    scheduler_d = torch.optim.lr_scheduler.StepLR(optimizer_d, 10)
    for x in loader:
        optimizer_d.zero_grad()
        d(g(x).detach()).mean().backward()
        optimizer_d.step()
        scheduler_d.step()
        optimizer_g.zero_grad()
        d(g(x)).mean().backward()
        scheduler_g.step()  # want `scheduler_g\.step\(\) comes before the optimizer step: the first value of its schedule is skipped`
        optimizer_g.step()


class Trainer:
    def __init__(self):
        self.model = nn.Linear(8, 2)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)
        self.scheduler = torch.optim.lr_scheduler.StepLR(self.optimizer, 10)

    def epoch(self, loader):
        for x in loader:
            self.optimizer.zero_grad()
            self.model(x).sum().backward()
            self.optimizer.step()

    def fit(self, loader):
        for _ in range(10):
            self.scheduler.step()  # want "self.scheduler.step"
            self.epoch(loader)


Trainer().fit(load())
