import torch
from somewhere_else import set_all_seeds

set_all_seeds(1)
for x, y in loader:
    model(x, y).backward()
    optimizer.step()
