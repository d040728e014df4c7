import os, shutil
import torch
import torch.nn as nn
from torch.utils.data import DataLoader

def save_checkpoint(state, is_best, filename="checkpoint.pth.tar"):
    torch.save(state, filename)  # want "every checkpoint overwrites the previous one"
    if is_best:
        shutil.copyfile(filename, "model_best.pth.tar")

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
    best = 0
    for epoch in range(args.epochs):
        train_loss = train_one_epoch(model, loader, optimizer)
        val_loss, val_acc = validate(model, val_loader)
        is_best = val_acc > best
        best = max(val_acc, best)
        save_checkpoint({"epoch": epoch + 1, "state_dict": model.state_dict(), "best": best, "optimizer": optimizer.state_dict()}, is_best)
    pass
if __name__ == "__main__":
    main(parse())
