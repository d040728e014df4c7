import torch
from d import dl, m
torch.manual_seed(0)
opt = torch.optim.Adam(m.parameters())
K = 4
for ep in range(40):
    for i, (x, y) in enumerate(dl, 1):
        l = (m(x) - y).pow(2).mean(); l.backward()
        if i % K == 0 or i == len(dl):
            opt.step(); opt.zero_grad()
    print(ep, l.item()); torch.save(m.state_dict(), f"{ep}.pt")
