import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

model = nn.Linear(1, 1)
optimizer = torch.optim.LBFGS(model.parameters())
for step in range(15):  # want "torch (is|are) not seeded"
    def closure():
        optimizer.zero_grad()
        loss = model(x).sum()
        loss.backward()
        return loss
    optimizer.step(closure)
