# A library: nothing here starts a training.
import torch


def fit(model, loader, optimizer):
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()
