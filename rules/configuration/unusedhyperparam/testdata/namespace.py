from types import SimpleNamespace

import torch

CFG = SimpleNamespace(lr=0.1, dropout=0.1)  # want "the setting CFG.dropout is never read"


def main():
    cfg = CFG
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=cfg.lr)
    for epoch in range(3):
        for x, y in train_loader:
            opt.zero_grad()
            loss = model(x).mean()
            loss.backward()
            opt.step()


main()

