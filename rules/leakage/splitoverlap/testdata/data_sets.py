# A slice of a list of data sets takes no rows of them.
import random

import torch
from torch.utils.data import DataLoader, TensorDataset

files = {"a": torch.load("a.pt"), "b": torch.load("b.pt"), "c": torch.load("c.pt")}
all_sets = [TensorDataset(x) for x in files.values()]
train = sum(all_sets[1:], all_sets[0])
val_sets = [TensorDataset(x) for x in files.values()]
val = sum(val_sets[1:], val_sets[0])
model = torch.nn.Linear(4, 2)
print(model(random.choice(train)))
for x in DataLoader(train):
    model(x).sum().backward()
