import torch

from ours import adjust

model, data = torch.nn.Linear(3, 1), torch.load("data.pt")
for x, y in data:
    loss = (model(x) - y).pow(2).mean()
    loss.backward()  # want "this training can't be followed, so rules about training don't check it: it computes gradients, but what applies them is unknown"
    adjust(model)
