import torch
from torch import nn


class Trainer:
    def __init__(self):
        self.model = nn.Linear(8, 2)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def batch(self, x):
        self.optimizer.zero_grad()  # want "nothing calls self.optimizer.step"
        self.model(x).sum().backward()

    def fit(self, loader):
        for x in loader:
            self.batch(x)


class Finished(Trainer):
    def batch(self, x):
        self.optimizer.zero_grad()
        self.model(x).sum().backward()
        self.finish()

    def finish(self):
        self.optimizer.step()


def hooked(loader):
    model = nn.Linear(8, 2)
    optimizers = {p: torch.optim.SGD([p], lr=0.1) for p in model.parameters()}

    def apply(parameter):
        optimizers[parameter].step()
        optimizers[parameter].zero_grad()

    for p in model.parameters():
        p.register_post_accumulate_grad_hook(apply)
    for x in loader:
        model(x).sum().backward()


def one_of_two(loader):
    a, b = nn.Linear(8, 2), nn.Linear(2, 1)
    optimizer_a = torch.optim.SGD(a.parameters(), lr=0.1)
    optimizer_b = torch.optim.SGD(b.parameters(), lr=0.1)
    for x in loader:
        optimizer_a.zero_grad()
        optimizer_b.zero_grad()  # want "nothing calls optimizer_b.step"
        b(a(x)).sum().backward()
        optimizer_a.step()


if __name__ == "__main__":
    Trainer().fit(load())
    Finished().fit(load())
