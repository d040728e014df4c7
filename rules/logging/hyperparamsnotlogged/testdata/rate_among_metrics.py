import mlflow
import torch
from torch import nn


def main(epochs, lr, loader, val_loader):
    model = nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):  # want "hyperparameters are not logged"
        for x, y in loader:
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        mlflow.log_metrics({f"fold{epoch}/loss": loss.item(), "lr": lr}, step=epoch)
