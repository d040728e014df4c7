import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.fc = nn.Linear(width, width)
        self.dropout = dropout

    def forward(self, x):
        return x + F.dropout(self.fc(x), p=self.dropout)  # want "eval.. does not switch off this dropout"


class GoodBlock(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.fc = nn.Linear(width, width)
        self.dropout = dropout

    def forward(self, x):
        return x + F.dropout(self.fc(x), p=self.dropout, training=self.training)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(*[Block(8, 0.1) for _ in range(3)], GoodBlock(8, 0.1))
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return self.head(self.blocks(x))


model = Net()
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(30):
    model.train()
    for x, y in load("train"):
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        print(sum(F.cross_entropy(model(x), y).item() for x, y in load("val")))
