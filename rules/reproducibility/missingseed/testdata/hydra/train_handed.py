import hydra
import torch
from measuring import measure


@hydra.main(version_base=None, config_path="conf", config_name="seeded")
def main(cfg):
    measure(cfg)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=cfg.lr)
    for epoch in range(cfg.epochs):
        for x in torch.load("train.pt"):
            optimizer.zero_grad()
            model(x).sum().backward()
            optimizer.step()
        torch.save(model.state_dict(), f"{epoch}.pt")


if __name__ == "__main__":
    main()
