import copy

import torch
from data import loaders

parts = loaders("d")
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="max")


class Judge:
    def __init__(self, model, loader):
        self.model, self.loader = model, loader

    @torch.no_grad()
    def accuracy(self):
        right = total = 0
        for x, y in self.loader:
            right += (self.model(x).argmax(1) == y).sum().item()
            total += len(y)
        return right / total


class Keeper:
    def __init__(self):
        self.best, self.state = 0.0, None

    def offer(self, score, model):
        if score <= self.best:  # want "model selection uses the test part, so the test score is biased"
            return
        self.best, self.state = score, copy.deepcopy(model.state_dict())


def epoch():
    for x, y in parts["train"]:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()


judge, keeper = Judge(model, parts["report"]), Keeper()
for _ in range(10):
    epoch()
    score = judge.accuracy()
    keeper.offer(score, model)
    plateau.step(score)  # want "model selection uses the test part, so the test score is biased"
    if score > 0.99:  # want "model selection uses the test part, so the test score is biased"
        break
