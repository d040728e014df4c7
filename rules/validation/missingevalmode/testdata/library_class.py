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

class Trainer:
    def __init__(self, model, train_loader, val_loader):
        self.model = model
        self.train_loader, self.val_loader = train_loader, val_loader
        self.optimizer = torch.optim.Adam(model.parameters())
    def train_epoch(self):
        self.model.train()
        for x, y in self.train_loader:
            self.optimizer.zero_grad()
            F.cross_entropy(self.model(x), y).backward()
            self.optimizer.step()
    def validate(self):
        total = 0
        for x, y in self.val_loader:  # want "is evaluated in training mode"
            total += F.cross_entropy(self.model(x), y).item()
        return total
    def fit(self, n):
        for e in range(n):
            self.train_epoch()
            print(self.validate())
