import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.1)


def train(model, loader, optimizer):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        model(x, y).backward()
        optimizer.step()


def evaluate(model, loader):
    for x, y in loader:  # want "model is evaluated in training mode; call model.eval\\(\\) before this loop"
        print(model(x))


def test(net, loader):
    net.eval()
    for x, y in loader:
        print(net(x))


def score_on(net, val_loader):
    # The caller has set the mode.
    for x, y in val_loader:
        print(net(x))


def main():
    model = Net()
    for epoch in range(3):
        train(model, train_loader, optimizer)
        evaluate(model, val_loader)
    test(model, test_loader)
    model.train(False)
    score_on(model, val_loader)


main()
