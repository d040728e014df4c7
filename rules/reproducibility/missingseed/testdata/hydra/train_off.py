import hydra
import torch


@hydra.main(version_base=None, config_path="conf", config_name="off")
def main(cfg):
    if cfg.seed:
        torch.manual_seed(cfg.seed)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=cfg.lr)
    for epoch in range(cfg.epochs):  # want "torch is not seeded by default"
        for x in torch.load("train.pt"):
            optimizer.zero_grad()
            model(x).sum().backward()
            optimizer.step()
        torch.save(model.state_dict(), f"{epoch}.pt")


if __name__ == "__main__":
    main()
