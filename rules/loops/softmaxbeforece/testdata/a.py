import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return F.softmax(self.head(x), dim=1)


class Logits(Net):
    def forward(self, x, probabilities=False):
        if probabilities:
            return torch.softmax(self.head(x), dim=1)
        return self.head(x)


criterion = nn.CrossEntropyLoss()


def train(x, y):
    net = Net()
    outputs = net(x)
    a = criterion(outputs, y)  # want "applies softmax itself"
    b = F.cross_entropy(input=x.softmax(-1), target=y)  # want "softmax"
    return a + b


def again(x, y, model):
    out = model(x)
    out = F.softmax(out, dim=1)
    return criterion(out, y)  # want "softmax"


def good(x, y, model):
    net = Logits()
    logits = net(x)
    student = model(x)
    teacher = F.softmax(logits, dim=1)
    F.cross_entropy(student, teacher)
    F.nll_loss(F.log_softmax(logits, dim=1), y)
    F.cross_entropy(F.log_softmax(logits, dim=1), y)
    return criterion(logits, y)


def at_times(x, y, model, probabilities):
    out = model(x)
    if probabilities:
        out = F.softmax(out, dim=1)
    return criterion(out, y)


def before(x, y, model):
    out = F.softmax(model(x), dim=1)
    print(out)
    out = model(x)
    return criterion(out, y)
