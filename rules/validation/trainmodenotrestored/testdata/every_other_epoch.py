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

model = Net()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
model.train()
for epoch in range(5):
    for x, y in train_loader:
        opt.zero_grad()
        F.cross_entropy(model(x), y).backward()
        opt.step()
    if epoch % 2 == 0:
        model.eval()  # want `training continues in eval mode after this unless train\(\) is called`
        with torch.no_grad():
            for x, y in val_loader:
                print(F.cross_entropy(model(x), y).item())
