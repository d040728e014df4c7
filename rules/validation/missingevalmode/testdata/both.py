# No fix where one call runs the model for both, or where it is trained after that in the same turn.
import torch
from torch import nn
from torch.utils.data import DataLoader

train_loader = DataLoader(torch.load("train.pt"), shuffle=True)
val_loader = DataLoader(torch.load("val.pt"))


class Trainer:
    def __init__(self):
        self.model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def batch(self, x, y, train=True):
        with torch.set_grad_enabled(train):
            loss = (self.model(x) - y).pow(2).mean()
        if train:
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
        return loss.item()

    def fit(self):
        for epoch in range(3):
            for x, y in train_loader:
                self.batch(x, y)
            for x, y in val_loader:  # want-unfixed "evaluated in training mode"
                print(self.batch(x, y, train=False))


Trainer().fit()

model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in train_loader:
    with torch.no_grad():
        for a, b in val_loader:  # want-unfixed "evaluated in training mode"
            print((model(a) - b).pow(2).mean())
    optimizer.zero_grad()
    (model(x) - y).pow(2).mean().backward()
    optimizer.step()


def test(net, train):
    if train:
        net.train()
    else:
        net.eval()
    with torch.no_grad():
        for a, b in val_loader:  # want-unfixed "evaluated in training mode"
            print((net(a) - b).pow(2).mean())


test(model, train=True)
