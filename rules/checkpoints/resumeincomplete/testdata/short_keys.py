import os

import torch
from data import Net, loader

torch.manual_seed(0)
net = Net()
o = torch.optim.Adam(net.parameters())
if os.path.exists("last.pt"):
    ck = torch.load("last.pt", weights_only=True)  # want "the checkpoint holds the epoch, but resuming does not restore it"
    net.load_state_dict(ck["n"])
    o.load_state_dict(ck["o"])
for e in range(30):
    for x, y in loader:
        o.zero_grad()
        (net(x) - y).square().mean().backward()
        o.step()
    torch.save({"n": net.state_dict(), "o": o.state_dict(), "e": e}, "last.pt")
