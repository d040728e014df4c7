import torch
from torch import nn

model = nn.Linear(3, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(10):  # want "training validates and saves, but does not keep the best model"
    for x, y in train_loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        total = 0.0
        for p in model.parameters():
            if p.grad is not None:
                total += p.grad.norm().item()
        optimizer.step()
    with torch.no_grad():
        for x, y in val_loader:
            print(total, nn.functional.cross_entropy(model(x), y).item())
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, f"epoch_{epoch}.pt")
