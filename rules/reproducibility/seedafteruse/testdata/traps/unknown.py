import torch
from elsewhere import seed_all

seed_all(3)
model = torch.nn.Linear(1, 1)
torch.manual_seed(0)
for x in loader:
    model(x).backward()
    optimizer.step()
