import argparse

import torch
from torch import nn


def make_loader(data, size):
    return torch.utils.data.DataLoader(data, batch_size=size)


class Trainer:
    def __init__(self, model, lr, epochs):
        self.model = model
        self.lr = lr
        self.epochs = epochs

    def fit(self, loader):
        optimizer = torch.optim.Adam(self.model.parameters(), self.lr)
        for epoch in range(self.epochs):  # want "learning rate 3e-4, batch size 64 and epochs 20 are literals in the code of this training"
            for x, y in loader:
                optimizer.zero_grad()
                nn.functional.cross_entropy(self.model(x), y).backward()
                optimizer.step()


parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=0, help="seed of all generators")
args = parser.parse_args()
torch.manual_seed(args.seed)
Trainer(nn.Linear(2, 2), 3e-4, epochs=20).fit(make_loader(train_set, 64))
