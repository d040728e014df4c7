import torch


def train(model, optimizer, scaler, loader):
    for x in loader:
        optimizer.zero_grad()
        scaler.scale(model(x)).backward()
        scaler.step(optimizer)  # want "the next step with optimizer raises RuntimeError"
