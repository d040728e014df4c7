import torch
from d import Net, tr, va
def validate(net, dl):
    hit = 0
    with torch.no_grad():
        for x, y in dl: hit += (net(x).argmax(1) == y).sum().item()
    return hit / len(dl.dataset)
def main():
    torch.manual_seed(0)
    net = Net(); o = torch.optim.Adam(net.parameters())
    for e in range(20):
        net.train()
        for x, y in tr:
            o.zero_grad(); torch.nn.functional.cross_entropy(net(x), y).backward(); o.step()
        print(e, validate(net, va)); torch.save(net.state_dict(), f"{e}.pt")
main()
