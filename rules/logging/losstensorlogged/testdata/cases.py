import torch
import wandb
from torch import nn


def to_list(loader, model, optimizer):
    losses = []
    for x, y in loader:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return losses


def replaced(loader, model, optimizer):
    losses = []
    for x, y in loader:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss = loss.item()
        losses.append(loss)
        wandb.log({"loss": loss})
    return losses


def summed_before_backward(loader, model, optimizer):
    for batch in loader:
        parts = []
        for x, y in batch:
            part = nn.functional.mse_loss(model(x), y)
            parts.append(part)
        loss = sum(parts)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


if __name__ == "__main__":
    net = nn.Linear(2, 2)
    sgd = torch.optim.SGD(net.parameters(), lr=0.1)
    to_list(load(), net, sgd)
    replaced(load(), net, sgd)
    summed_before_backward(load(), net, sgd)
