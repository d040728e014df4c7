import torch


def train_one_epoch(model, optimizer, loader):
    for x, y in loader:
        loss = model(x, y)
        loss.backward()  # want "gradients of optimizer"
        optimizer.step()


def train_cleanly(model, optimizer, loader):
    for x, y in loader:
        backpropagate(model(x, y), optimizer)


def backpropagate(loss, optimizer):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
