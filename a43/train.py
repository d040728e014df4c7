import torch, sys
from d import dl, m
torch.manual_seed(0)
opt = torch.optim.Adam(m.parameters())
def save(p, e): torch.save(dict(net=m.state_dict(), opt=opt.state_dict(), ep=e), p)
def restore(p):
    s = torch.load(p, weights_only=True)
    m.load_state_dict(s["model"]); opt.load_state_dict(s["opt"])
    return s["ep"] + 1
st = restore(sys.argv[1]) if len(sys.argv) > 1 else 0
for ep in range(st, 40):
    for x, y in dl:
        opt.zero_grad(); l = (m(x) - y).pow(2).mean(); l.backward(); opt.step()
    print(ep, l.item()); save(f"{ep}.pt", ep)
