import torch
from torch import nn


def run():
    a, b = build()
    net = nn.Linear(10, 2)
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    epoch = torch.load("last.pt")["epoch"] + 1
    while epoch < 100:  # want "validation results are not logged"
        net.train()
        for x, y in a:
            opt.zero_grad()
            loss = nn.functional.cross_entropy(net(x), y)
            loss.backward()
            opt.step()
        net.eval()
        with torch.no_grad():
            for x, y in b:
                result = nn.functional.cross_entropy(net(x), y).item()
        print(epoch, loss.item())
        epoch += 1


run()
