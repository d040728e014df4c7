import torch

CONFIG = {  # want "the setting CONFIG.dropout is never read"
    "lr": 0.1,
    "dropout": 0.1,
    "name": "first",
}


def main():
    cfg = CONFIG
    print(cfg)
    model = torch.nn.Sequential(torch.nn.Linear(2, 2))
    opt = torch.optim.SGD(model.parameters(), lr=cfg["lr"])
    for epoch in range(3):
        for x, y in train_loader:
            opt.zero_grad()
            loss = model(x).mean()
            loss.backward()
            opt.step()


main()

