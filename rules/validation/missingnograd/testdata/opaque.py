import torch
from torch import nn

a, b = build()
net = nn.Sequential(nn.Linear(10, 10), nn.Dropout(0.5), nn.Linear(10, 2))
opt = torch.optim.SGD(net.parameters(), lr=0.1)


def work(given):
    hits = 0
    for x, y in given:  # want "net is evaluated with gradients recorded"
        hits += (net(x).argmax(1) == y).sum().item()
    return hits


for epoch in range(5):
    for x, y in a:
        opt.zero_grad()
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        opt.step()
    print(work(b))
    net.eval()
    for x, y in b:  # want "net is evaluated with gradients recorded"
        print(nn.functional.cross_entropy(net(x), y))
    with torch.no_grad():
        for x, y in b:
            print(nn.functional.cross_entropy(net(x), y))
    net.train()
    for x, y in a:  # what it is trained on
        print(nn.functional.cross_entropy(net(x), y).item())
