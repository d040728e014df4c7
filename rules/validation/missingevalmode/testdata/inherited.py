import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(784, 64)
        self.drop = nn.Dropout(0.5)
        self.b = nn.Linear(64, 10)

    def forward(self, x):
        return self.b(self.drop(F.relu(self.a(x.flatten(1)))))


data = datasets.MNIST("d", train=True, transform=transforms.ToTensor())
tr, va = random_split(data, [50000, 10000])
train_loader, val_loader = DataLoader(tr, 32, shuffle=True), DataLoader(va, 32)

class Base:
    def __init__(self, model):
        self.model = model
        self.opt = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def fit(self):
        for epoch in range(5):
            self.model.train()
            for x, y in train_loader:
                self.opt.zero_grad()
                F.cross_entropy(self.model(x), y).backward()
                self.opt.step()
            self.validate()

    def validate(self):
        raise NotImplementedError


class Child(Base):
    def validate(self):
        for x, y in val_loader:  # want "is evaluated in training mode"
            print(self.model(x))

Child(nn.parallel.DistributedDataParallel(Net())).fit()
