import random

import numpy as np
import torch
from torch.utils.data import DataLoader


def alike(worker):
    np.random.seed(42)  # want `numpy\.random\.seed makes all workers draw the same numbers`
    random.seed(SEED)  # want `random\.seed makes all workers draw the same numbers`


def apart(worker):
    np.random.seed(42 + worker)
    random.seed(torch.initial_seed() % 2**32)


SEED = 3
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
train = DataLoader(train_set, 32, num_workers=4, worker_init_fn=alike)
more = DataLoader(train_set, 32, num_workers=4, worker_init_fn=apart)
for x, y in train:
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()
