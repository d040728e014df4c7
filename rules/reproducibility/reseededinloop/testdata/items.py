import random

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        np.random.seed(7)  # want `numpy\.random\.seed sets the same state for every item, so all items draw the same numbers`
        return self.rows[i] + np.random.normal(0, 0.1)


class Chosen(Dataset):
    def __init__(self, rows, seed):
        self.rows, self.seed = rows, seed

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        random.seed(self.seed + i)  # each item has its own
        return self.rows[i] * random.random()


class FixedVal(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        torch.manual_seed(0)  # what is validated on is to be the same
        return self.rows[i] + torch.randn(3)


def main(rows):
    torch.manual_seed(0)
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for loader in DataLoader(Noisy(rows), 8), DataLoader(Chosen(rows, 1), 8):
        for x in loader:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
    with torch.no_grad():
        print(sum(model(x).mean() for x in DataLoader(FixedVal(rows), 8)))


main(torch.load("rows.pt"))
