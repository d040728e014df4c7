import sys

import torch
from torch import nn

model = nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
step = 0
if len(sys.argv) > 1:
    meta = torch.load(sys.argv[1], weights_only=True)
    model.load_state_dict(meta["model"])
    step = meta["step"]
epoch = int(sys.argv[2])
while step < 100000:
    loss = model(torch.randn(8, 4)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    step += 1
    epoch += 1
    if step % 1000 == 0:
        torch.save({"model": model.state_dict(), "step": step}, f"step_{step}.pt")
        torch.save({"model": model.state_dict(), "epoch": epoch}, f"epoch_{epoch}.pt")
