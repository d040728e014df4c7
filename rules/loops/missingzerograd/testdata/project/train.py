import torch
from engine import train_cleanly, train_one_epoch

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    optimizer.zero_grad()
    train_one_epoch(model, optimizer, loader)
    train_cleanly(model, optimizer, loader)
