import os, shutil
import torch
import torch.nn as nn
from torch.utils.data import DataLoader

class EarlyStopping:
    def __init__(self, patience=7, path="checkpoint.pt"):
        self.patience = patience
        self.counter = 0
        self.best_score = None
        self.path = path
    def __call__(self, val_loss, model):
        score = -val_loss
        if self.best_score is None:
            self.best_score = score
            self.save_checkpoint(val_loss, model)
        elif score < self.best_score:
            self.counter += 1
        else:
            self.best_score = score
            self.save_checkpoint(val_loss, model)
            self.counter = 0
    def save_checkpoint(self, val_loss, model):
        torch.save(model.state_dict(), self.path)

def train_one_epoch(model, loader, optimizer):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item()

def main(args):
    model = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    early_stopping = EarlyStopping()
    for epoch in range(args.epochs):  # want "checkpoints are only saved when a metric improves"
        train_loss = train_one_epoch(model, loader, optimizer)
        val_loss, val_acc = validate(model, val_loader)
        early_stopping(val_loss, model)
    pass
if __name__ == "__main__":
    main(parse())
