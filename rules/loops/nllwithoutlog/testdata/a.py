import torch
import torch.nn.functional as F
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 2)

    def forward(self, x):
        return torch.softmax(self.layer(x), dim=1)


def fit(model, criterion, optimizer, loader):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()  # want "this loss expects logarithms of probabilities but gets probabilities"
        optimizer.step()


def distil(student, teacher, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        F.kl_div(student(x).softmax(-1), teacher(x).softmax(-1)).backward()  # want "this loss expects logarithms of probabilities but gets probabilities"
        optimizer.step()


def good(model, optimizer, loader, smooth):
    for x, y in loader:
        optimizer.zero_grad()
        loss = F.nll_loss(F.log_softmax(model(x), dim=1), y) + F.nll_loss(torch.log(F.softmax(model(x), dim=1)), y)
        loss += F.nll_loss(F.softmax(model(x), dim=1).log(), y) + F.kl_div(F.log_softmax(model(x), -1), F.softmax(y, -1))
        loss += F.nll_loss(F.softmax(model(x), dim=1) if smooth else F.log_softmax(model(x), dim=1), y)
        loss.backward()
        optimizer.step()


model = Classifier()
fit(model, nn.NLLLoss(), torch.optim.SGD(model.parameters(), lr=0.1), load())
