# What two loaders hold that a trainer is given cannot be told from their annotations.
import torch
from torch import nn
from torch.utils.data import DataLoader


class Trainer:
    def __init__(self, model: nn.Module, train_loader: DataLoader, val_loader: DataLoader):
        self.model, self.train_loader, self.val_loader = model, train_loader, val_loader
        self.optimizer = torch.optim.Adam(model.parameters())

    def _train_epoch(self):
        self.model.train()
        for x, y in self.train_loader:
            self.optimizer.zero_grad()
            nn.functional.cross_entropy(self.model(x), y).backward()
            self.optimizer.step()

    def _validate(self):
        self.model.eval()
        with torch.no_grad():
            return sum(nn.functional.cross_entropy(self.model(x), y).item() for x, y in self.val_loader)

    def train(self, epochs: int):
        for _ in range(epochs):
            self._train_epoch()
            print(self._validate())


class TrainingStage:
    def run(self, model: nn.Module, train_loader: DataLoader, val_loader: DataLoader) -> None:
        Trainer(model, train_loader, val_loader).train(20)
