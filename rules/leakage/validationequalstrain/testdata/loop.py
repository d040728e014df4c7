import torch
from torch.utils.data import DataLoader


class Data:
    def __init__(self, dataset, held_out):
        self.train_loader = DataLoader(dataset, shuffle=True)
        self.val_loader = self.train_loader
        self.test_loader = DataLoader(held_out)


@torch.no_grad()
def evaluate(model, loader):
    return sum(torch.nn.functional.cross_entropy(model(x), y) for x, y in loader)


@torch.no_grad()
def accuracy(model, loader):
    total = 0
    for x, y in loader:  # want "validation uses the training data, so it can't show overfitting"
        total += (model(x).argmax(1) == y).sum()
    return total


def fit(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()


data = Data(read("a"), read("b"))
model = torch.nn.Linear(2, 2)
for epoch in range(3):
    fit(model, data.train_loader)
    print(accuracy(model, data.val_loader))
