import torch
from torch import nn

a, b = nn.Linear(100, 10), nn.Linear(10, 1)
first, second = torch.optim.Adam(a.parameters()), torch.optim.Adam(b.parameters())
fixed = torch.randn(64, 100)
for epoch in range(10):
    for real in build():
        made = a(torch.randn(real.size(0), 100))
        second.zero_grad()
        loss = b(made.detach()).mean() - b(real).mean()
        loss.backward()
        second.step()
        first.zero_grad()
        cost = -b(made).mean()
        cost.backward()
        first.step()
    with torch.no_grad():
        show(a(fixed))
    torch.save({"a": a.state_dict(), "b": b.state_dict()}, f"epoch_{epoch}.pt")
