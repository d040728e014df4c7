import imgaug.augmenters as iaa
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __init__(self, files):
        self.files = files
        self.augment = iaa.Sequential([iaa.Fliplr(0.5)])

    def __getitem__(self, i):
        return self._load(i)

    def _load(self, i):
        return self.augment(image=read(self.files[i]))


torch.manual_seed(0)
loader = DataLoader(Images(files), batch_size=8, num_workers=args.workers)  # want `every worker gets an unseeded copy of the generator that imgaug\.augmenters\.Sequential\(\) draws from`
single = DataLoader(Images(files), batch_size=8)
none = DataLoader(Images(files), batch_size=8, num_workers=0)
seeded = DataLoader(Images(files), num_workers=4, worker_init_fn=seed_worker)
for x in loader:
    model(x).backward()
    optimizer.step()
