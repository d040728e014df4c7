import torch
from ours import adjust

model = torch.nn.Linear(3, 1)
for x, y in torch.load("data.pt"):
    model(x).sum().backward()
    adjust(model)
