import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

rng = np.random.default_rng(0)


class Noisy(Dataset):
    def __getitem__(self, i):
        return self.x[i] + rng.normal()


for x in DataLoader(Noisy(), num_workers=2):  # want "the generator that numpy.random.default_rng.*normal draws from"
    model(x).backward()
    optimizer.step()
