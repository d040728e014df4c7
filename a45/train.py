import contextlib, torch
from d import dl, m
torch.manual_seed(0)
opt = torch.optim.Adam(m.parameters())
for ep in range(40):
    for x, y in dl:
        with contextlib.suppress(Exception):
            opt.zero_grad(); l = (m(x) - y).pow(2).mean(); l.backward(); opt.step()
    print(ep); torch.save(m.state_dict(), f"{ep}.pt")
