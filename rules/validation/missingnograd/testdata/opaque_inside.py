import torch
from torch import nn

a, b = build()
net = nn.Linear(10, 2)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for i, (x, y) in enumerate(a):
    net.train()
    opt.zero_grad()
    loss = nn.functional.cross_entropy(net(x), y)
    loss.backward()
    opt.step()
    if i % 100 == 0:
        net.eval()
        for x, y in b:  # want "net is evaluated with gradients recorded"
            print(nn.functional.cross_entropy(net(x), y))
