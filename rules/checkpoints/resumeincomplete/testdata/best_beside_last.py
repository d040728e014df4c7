import os

import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters())
start, best = 0, -1.0
if os.path.isfile("last.pt"):
    loaded = torch.load("last.pt", weights_only=True)
    model.load_state_dict(loaded["model"])
    optimizer.load_state_dict(loaded["optimizer"])
    start = loaded["epoch"] + 1
    best = float(loaded.get("best_dice", -1.0))
for epoch in range(start, 50):
    model.train()
    for x, y in load("train"):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        dice = sum(score(model(x), y).item() for x, y in load("val"))
    if dice > best:
        best = dice
        torch.save({"model": model.state_dict(), "val_dice": dice}, "best.pt")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "best_dice": best}, "last.pt")
