import torch
from helpers import validate


def fit(model, loader, optimizer):
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()


model.train()
for epoch in range(3):
    fit(model, train_loader, optimizer)
    model.eval()  # want `training continues in eval mode after this unless train\(\) is called`
    print(model(sample))
