import torch, argparse
from torch import nn
class Trainer:
    def __init__(self, model, cfg):
        self.model = model
        self.cfg = cfg
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=cfg["lr"])
        self.scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(self.optimizer, 10)
        self.best = 0
    def save(self, epoch, name="last.pt"):
        torch.save({"model_state": self.model.state_dict(), "epoch": epoch, "config": self.cfg}, name)  # want "lacks the optimizer and the scheduler"
    def fit(self):
        for epoch in range(10):
            for x, y in self.loader:
                self.optimizer.zero_grad()
                loss = nn.functional.cross_entropy(self.model(x), y)
                loss.backward()
                self.optimizer.step()
            self.scheduler.step()
            if epoch % 5 == 0:
                self.save(epoch, f"ckpt_{epoch}.pt")
Trainer(nn.Linear(1, 1), {"lr": 1}).fit()
