# Linear probing: the backbone stays in eval mode while its head is trained.
import torch


def train(loader, model, optimizer):
    model.eval()
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()


def validate(loader, model):
    model.eval()
    for x, y in loader:
        print(model(x))


for epoch in range(3):
    train(train_loader, model, optimizer)
    validate(val_loader, model)
