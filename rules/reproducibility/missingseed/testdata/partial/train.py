import random

import numpy as np
import torch

torch.manual_seed(0)


def augment(x):
    if random.random() < 0.5:
        return x + np.random.normal(size=x.shape)
    return x


for epoch in range(2):  # want "random and numpy are not seeded .* call random.seed and numpy.random.seed"
    for x, y in loader:
        model(augment(x), y).backward()
        optimizer.step()
