import numpy as np
import torch
from torch.utils.data import DataLoader

from lib.export import public


@public("lib.loader")
def loader(data, seed=None):
    if seed is None:
        seed = np.random.randint(1000000)
    return DataLoader(data, shuffle=True, generator=torch.Generator().manual_seed(seed))
