import os
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset, DistributedSampler


class Clips(Dataset):
    def __init__(self, folder):
        self.names = [name for name in os.listdir(folder) if name.endswith(".wav")]  # want "os.listdir returns files in arbitrary order, and what each process takes"

    def __getitem__(self, i):
        return torch.load(self.names[i])


class Sorted(Dataset):
    def __init__(self, folder: Path):
        self.names = sorted(folder.rglob("*.wav"))

    def __getitem__(self, i):
        return torch.load(self.names[i])


class Plain(Dataset):
    def __init__(self, folder: Path):
        self.names = list(folder.rglob("*.wav"))

    def __getitem__(self, i):
        return torch.load(self.names[i])


clips = Clips("clips")
loader = DataLoader(clips, 8, sampler=DistributedSampler(clips, seed=1))
others = Sorted(Path("clips"))
other = DataLoader(others, 8, sampler=DistributedSampler(others, seed=1))
alone = DataLoader(Plain(Path("clips")), 8, shuffle=True)
