# The best copy is meant to be replaced, by whichever process.
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
best = 100.0
for epoch in range(10):
    for x, y in train_loader:
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    loss = 0.0
    for x, y in val_loader:
        with torch.no_grad():
            loss += nn.functional.mse_loss(model(x), y).item()
    if loss < best and rank == 0:
        best = loss
        torch.save(model.state_dict(), path)
