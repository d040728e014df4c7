# The data is read in the same way as the checkpoint.
import os

import torch

torch.manual_seed(0)
model = torch.nn.Linear(6, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
first = 0
if os.path.exists("last.pt"):
    saved = torch.load("last.pt", weights_only=True)  # want "the checkpoint holds the optimizer, but resuming does not restore it"
    model.load_state_dict(saved["model"])
    first = saved["epoch"] + 1
data = torch.utils.data.DataLoader(torch.load("d.pt", weights_only=False), batch_size=4, shuffle=True)
for epoch in range(first, 200):
    for x, y in data:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, "last.tmp")
    os.replace("last.tmp", "last.pt")
