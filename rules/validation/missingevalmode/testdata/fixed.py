import torch
from torch.utils.data import DataLoader

model = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.Dropout(0.1), torch.nn.Linear(3, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
train_loader = DataLoader(torch.load("train.pt"), shuffle=True)
val_loader = DataLoader(torch.load("val.pt"))
for epoch in range(3):
    model.train()
    for x, y in train_loader:
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        optimizer.step()
    with torch.no_grad():
        total = 0.0
        for x, y in val_loader:  # want-unsafe "model is evaluated in training mode"
            total += (model(x) - y).pow(2).mean().item()
    print(epoch, total)
