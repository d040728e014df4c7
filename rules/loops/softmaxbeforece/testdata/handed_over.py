# The model is made elsewhere than the loss.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 2)
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        return self.softmax(self.head(x))


class Trainer:
    def __init__(self, model, criterion):
        self.model = model
        self.criterion = criterion

    def fit(self, loader):
        optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)
        for x, y in loader:
            optimizer.zero_grad()
            self.criterion(self.model(x), y).backward()  # want "applies softmax itself"
            optimizer.step()


def evaluate(model, loader):
    for x, y in loader:
        print(nn.functional.cross_entropy(model(x).view(-1, 2), y))  # want "applies softmax itself"


def judge(model, loader):
    for x, y in loader:
        print(nn.functional.cross_entropy(model(x), y))


def likelihood(model, loader):
    for x, y in loader:
        print(nn.functional.nll_loss(model(x).log(), y))


net = Net()
Trainer(net, nn.CrossEntropyLoss()).fit(load())
evaluate(nn.Sequential(nn.Linear(8, 2), nn.Softmax(dim=1)), load())
judge(nn.Sequential(nn.Linear(8, 2), nn.LogSoftmax(dim=1)), load())
likelihood(net, load())
