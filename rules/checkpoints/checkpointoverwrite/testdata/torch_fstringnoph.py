import os, shutil
import torch
import torch.nn as nn
from torch.utils.data import DataLoader

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
    pass
    for epoch in range(args.epochs):
        train_loss = train_one_epoch(model, loader, optimizer)
        val_loss, val_acc = validate(model, val_loader)
        state = {"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state, f"ckpt.pt")  # want "every checkpoint overwrites the previous one"
    pass
if __name__ == "__main__":
    main(parse())
