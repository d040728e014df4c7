import torch
from torch.utils.data import DataLoader, random_split
from torchvision.datasets import MNIST


def part(index, transform, generator=None):
    data = MNIST("d", train=True, transform=transform)
    return random_split(data, [50000, 10000], generator=generator)[index]  # want "shares rows with the training part"


def fit(model, train_loader, val_loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(5):
        for x, y in train_loader:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
        with torch.no_grad():
            print(sum((model(x).argmax(1) == y).sum() for x, y in val_loader))


fit(torch.nn.Linear(2, 2), DataLoader(part(0, None)), DataLoader(part(1, None)))
