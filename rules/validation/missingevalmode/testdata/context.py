# A context manager sets the mode.
import torch
from torch import nn

layer = nn.Dropout(0.1)


def validate(model, val_loader):
    with evaluating(model), torch.no_grad():
        for x, y in val_loader:
            print(model(x))


for epoch in range(3):
    for x, y in train_loader:
        model(x, y).backward()
        optimizer.step()
    validate(model, val_loader)
optimizer = torch.optim.SGD(model.parameters())
