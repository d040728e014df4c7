import torch


def train(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()  # want "never applied: nothing calls optimizer.step"
        model(x).backward()
