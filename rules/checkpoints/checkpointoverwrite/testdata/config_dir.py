from pathlib import Path

import torch
import yaml


class Trainer:
    def __init__(self, config, model):
        self.model = model
        self.optimizer = torch.optim.AdamW(model.parameters())
        self.dir = Path(config["training"]["checkpoint_dir"])

    def save(self, epoch, is_best):
        torch.save({"epoch": epoch, "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}, self.dir / "checkpoint.pt")  # want "every checkpoint overwrites the previous one"
        if is_best:
            torch.save(self.model.state_dict(), self.dir / "best.pt")

    def run_epoch(self, epoch):
        for x in loader:
            self.optimizer.zero_grad()
            self.model(x).sum().backward()
            self.optimizer.step()
        self.save(epoch, False)

    def fit(self):
        for epoch in range(100):
            self.run_epoch(epoch)


Trainer(yaml.safe_load(open("c.yaml")), torch.nn.Linear(1, 1)).fit()
