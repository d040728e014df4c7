import torch

for x, y in loader:
    model(x, y).backward()
    optimizer.step()
torch.manual_seed(0)  # want `torch\.manual_seed seeds torch too late: model\(\)\.backward has already drawn from it`
