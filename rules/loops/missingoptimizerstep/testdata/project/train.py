import torch
from loop import gradients

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in gradients(model, optimizer, loader):
    optimizer.step()
