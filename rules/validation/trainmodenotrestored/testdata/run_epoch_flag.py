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

def run_epoch(model, loader, opt=None):
    model.train(opt is not None)
    with torch.set_grad_enabled(opt is not None):
        for x, y in loader:
            loss = F.cross_entropy(model(x), y)
            if opt is not None:
                opt.zero_grad()
                loss.backward()
                opt.step()

model = Net()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(5):
    run_epoch(model, train_loader, opt)
    run_epoch(model, val_loader)
