# PyTorch seeds these in every worker.
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __getitem__(self, i):
        rng = np.random.default_rng(i)
        return self.x[i] + np.random.normal() + random.random() + torch.randn(1) + rng.normal()


for x in DataLoader(Noisy(), num_workers=2):
    model(x).backward()
    optimizer.step()
