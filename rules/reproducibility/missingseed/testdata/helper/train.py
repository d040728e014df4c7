import torch as th
from pkg import prepare as p


class Trainer:
    def __init__(self, model):
        self.model = model
        p(7)

    def fit(self, loader, optimizer):
        for epoch in range(3):
            self._epoch(loader, optimizer)

    def _epoch(self, loader, optimizer):
        for x, y in loader:
            loss = self.model(x, y)
            loss.backward()
            optimizer.step()


Trainer(th.nn.Linear(2, 2)).fit(load(), make())
