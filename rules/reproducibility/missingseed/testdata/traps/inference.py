import torch

with torch.no_grad():
    for x in loader:
        print(model(x))
