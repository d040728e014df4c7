import torch
from data import Net, first, second
from torch.utils.data import DataLoader


def loaders(size):
    return (
        DataLoader(first, batch_size=size, shuffle=True, drop_last=True),
        DataLoader(second, batch_size=size, drop_last=True),  # want "drop_last omits the last rows"
    )


torch.manual_seed(0)
ours, theirs = loaders(64)
net = Net()
optimizer = torch.optim.Adam(net.parameters())
for epoch in range(20):
    net.train()
    for x, y in ours:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    net.eval()
    hits = rows = 0
    with torch.no_grad():
        for x, y in theirs:
            hits += (net(x).argmax(-1) == y).sum().item()
            rows += len(y)
    print(epoch, hits / rows)
