import torch
from torch.utils.data import random_split, DataLoader
from d import DS, Net
full = DS("x")
n = int(.9 * len(full))
a, b = random_split(full, [n, len(full) - n])
net = Net(); o = torch.optim.Adam(net.parameters())
for e in range(20):
    net.train()
    for x, y in DataLoader(a, 32, shuffle=True):
        o.zero_grad(); torch.nn.functional.cross_entropy(net(x), y).backward(); o.step()
    net.eval()
    with torch.no_grad(): print(e, sum((net(x).argmax(1) == y).sum().item() for x, y in DataLoader(b, 32)))
    torch.save(net.state_dict(), f"{e}.pt")
