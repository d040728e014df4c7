import torch
from lib.io import save_checkpoint

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(10):
    for x in loader:
        optimizer.zero_grad()
        model(x).sum().backward()
        optimizer.step()
    save_checkpoint(model, optimizer, epoch)
