import torch, logging
from d import dl, m
torch.manual_seed(0)
opt = torch.optim.Adam(m.parameters())
def epoch():
    for x, y in dl:
        opt.zero_grad(); (m(x) - y).pow(2).mean().backward(); opt.step()
for ep in range(9):
    try:
        epoch()
    except Exception as e:
        logging.error("bad epoch %s", e)
    torch.save(m.state_dict(), f"{ep}.pt")
