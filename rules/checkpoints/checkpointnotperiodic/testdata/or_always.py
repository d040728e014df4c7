# A constant that the condition asks for besides the best score has a checkpoint saved with every evaluation.
import torch
import torch.nn as nn

always_save_checkpoint = True
model = nn.Linear(4, 2)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
best = float("inf")
for epoch in range(10):
    for x, y in loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    val_loss = validate(model, val_loader)
    if val_loss < best or always_save_checkpoint:
        best = val_loss
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, f"ckpt-{epoch}.pt")
