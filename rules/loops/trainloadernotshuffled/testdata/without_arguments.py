import torch
from torch.utils.data import DataLoader

from acme import rows


def make_loader(shuffle=False):
    return DataLoader(rows, batch_size=8, shuffle=shuffle)


def train():
    return 1


train_result = train()
train_loader = make_loader()  # want "the training data has the same order in every epoch"
torch.manual_seed(1)
for x, y in train_loader:
    print(x, y)
