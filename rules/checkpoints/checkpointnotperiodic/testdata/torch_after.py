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
    for epoch in range(args.epochs):  # want "nothing is saved before training ends"
        train_loss = train_one_epoch(model, loader, optimizer)
        val_loss, val_acc = validate(model, val_loader)
        pass
    torch.save(model.state_dict(), "m.pt")
if __name__ == "__main__":
    main(parse())
