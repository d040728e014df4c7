import torch
from net import Net, train_loader
torch.manual_seed(0)
m = Net(); o = torch.optim.AdamW(m.parameters(), 3e-4)
accum = 8
for ep in range(10):
    o.zero_grad()
    for i, (x, y) in enumerate(train_loader):
        l = torch.nn.functional.cross_entropy(m(x), y) / accum
        l.backward()
        if (i + 1) % accum == 0:
            o.step()
            o.zero_grad()
    torch.save(m.state_dict(), f"m-{ep}.pt")
