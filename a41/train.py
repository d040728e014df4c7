import torch
from d import dl, m
torch.manual_seed(0)
opt = torch.optim.Adam(m.parameters())
sch = torch.optim.lr_scheduler.StepLR(opt, 10)
for ep in range(40):
    for x, y in dl:
        opt.zero_grad(); l = (m(x) - y).pow(2).mean(); l.backward(); opt.step()
    print(ep, l.item(), sch.get_last_lr()); torch.save(m.state_dict(), f"{ep}.pt")
