import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

table = np.load("table.npy")
scaled = table
n = int(0.9 * len(table))
mean, std = table[:n].mean(0), table[:n].std(0)
sets = []
for rows in [scaled[:n], scaled[n:]]:
    rows = (rows - mean) / std
    sets.append(TensorDataset(torch.from_numpy(rows[:, :-1]), torch.from_numpy(rows[:, -1:])))
train_set, val_set = sets
train_loader, val_loader = [DataLoader(one, 8, shuffle=one is train_set) for one in sets]
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(5):
    for x, y in train_loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    with torch.no_grad():
        print(epoch, sum(((model(x) - y) ** 2).mean().item() for x, y in val_loader))
