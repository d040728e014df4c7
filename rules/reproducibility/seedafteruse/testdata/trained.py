import torch

for x, y in loader:
    model(x, y).backward()
    optimizer.step()
torch.manual_seed(0)  # want "too late: model.* has drawn|too late: .*backward has drawn"
