import torch, os
from torch import nn
model = nn.Linear(1, 1)
opt = torch.optim.Adam(model.parameters())
if os.path.exists("model.pt"):
    model.load_state_dict(torch.load("model.pt", weights_only=True))
for ep in range(10):
    for x, y in loader:
        opt.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
torch.save(model.state_dict(), "model.pt")  # want "lacks the optimizer and the epoch"
