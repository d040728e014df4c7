import torch
from torch import nn
from torch.utils.data import DataLoader, DistributedSampler


def build(dataset, train):
    sampler = DistributedSampler(dataset, shuffle=train)  # want "nothing calls set_epoch"
    return DataLoader(dataset, sampler=sampler)


def main():
    loader = build(load("train"), True)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(3):
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()
        for x in build(load("val"), False):
            print(model(x))


main()
