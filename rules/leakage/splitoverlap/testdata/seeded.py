import torch
from torch.utils.data import DataLoader, random_split
from torchvision.datasets import MNIST


def part(index, transform):
    data = MNIST("d", train=True, transform=transform)
    return random_split(data, [50000, 10000], generator=torch.Generator().manual_seed(0))[index]


model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(5):
    for x, y in DataLoader(part(0, flip)):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    with torch.no_grad():
        for x, y in DataLoader(part(1, None)):
            print((model(x).argmax(1) == y).sum())
