import argparse, random, numpy as np, torch
def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--epochs", type=int, default=50)
    p.add_argument("--lr", type=float, default=1e-3)
    return p.parse_args()
def main():
    o = parse()
    if o.seed:
        random.seed(o.seed); np.random.seed(o.seed); torch.manual_seed(o.seed)
    m = torch.nn.Linear(4, 2)
    opt = torch.optim.Adam(m.parameters(), lr=o.lr)
    d = torch.load("d.pt")
    for e in range(o.epochs):
        loss = torch.nn.functional.cross_entropy(m(d["x"]), d["y"])
        opt.zero_grad(); loss.backward(); opt.step()
        print(e, loss.item())
    torch.save(m.state_dict(), "out.pt")
main()
