import torch
from torch.utils.data import DataLoader
from d import tr, va, Net
def loaders(bs):
    return (DataLoader(tr, batch_size=bs, shuffle=True, drop_last=True), DataLoader(va, batch_size=bs, drop_last=True))
torch.manual_seed(0)
t, v = loaders(64)
m = Net(); o = torch.optim.Adam(m.parameters())
for e in range(20):
    m.train()
    for x, y in t:
        o.zero_grad(); torch.nn.functional.cross_entropy(m(x), y).backward(); o.step()
    m.eval(); n = k = 0
    with torch.no_grad():
        for x, y in v:
            k += (m(x).argmax(-1) == y).sum().item(); n += len(y)
    print(e, k / n)
    torch.save(m.state_dict(), f"{e}.pt")
