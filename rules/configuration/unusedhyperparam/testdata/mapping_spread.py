import torch
from elsewhere import build

CONFIG = {"lr": 0.1, "dropout": 0.1}
OTHER = {"lr": 0.1, "momentum": 0.9}


def main():
    model = build(**CONFIG)
    print(CONFIG["lr"])
    opt = torch.optim.SGD(model.parameters(), **OTHER)
    for epoch in range(3):
        for x, y in train_loader:
            opt.zero_grad()
            loss = model(x).mean()
            loss.backward()
            opt.step()


main()

