import hydra
import torch


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg):
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=cfg.optimizer.learning_rate)  # want `optimizer in conf/config\.yaml has no key "learning_rate", so this raises ConfigAttributeError; did you mean "learning_rat"`
    print(cfg.optimizer.momentum)  # which +optimizer.momentum=0.9 may bring
    print(cfg.model.widht)  # a group that is not here
    for epoch in range(cfg.epochs):
        for x in torch.load("train.pt"):
            optimizer.zero_grad()
            model(x).sum().backward()
            optimizer.step()
        torch.save(model.state_dict(), f"{epoch}.pt")


if __name__ == "__main__":
    main()
