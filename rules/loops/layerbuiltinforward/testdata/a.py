import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        return nn.Conv1d(4, 4, 3)(self.layer(x))  # want "every call of forward creates this layer again, so it is never trained"


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.head = None

    def forward(self, x):
        x = nn.ReLU()(self.block(x))
        if self.head is None:
            self.head = nn.Linear(4, 1)
        blur = nn.Conv1d(4, 4, 3, bias=False)
        blur.weight.data = torch.ones(4, 4, 3)
        layer = nn.Linear(4, 4)  # want "layer"
        return self.head(layer(blur(x)))


model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in load():
    optimizer.zero_grad()
    nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()
