import numpy as np
import torch
from sklearn.preprocessing import StandardScaler
from torch.utils.data import DataLoader, TensorDataset


def fit(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()


def scaled_by_all():
    rows = np.load("rows.npy")
    mean = rows.mean(0)  # want "the mean is fitted on all rows before a slice splits them"
    train, rest = rows[:800] - mean, rows[800:] - mean
    fit(torch.nn.Linear(8, 1), DataLoader(TensorDataset(torch.from_numpy(train)), 32))
    return rest


def scaled_by_part():
    rows = np.load("series.npy")
    mean = rows[:800].mean(0)
    train, rest = rows[:800] - mean, rows[800:] - mean
    fit(torch.nn.Linear(8, 1), DataLoader(TensorDataset(torch.from_numpy(train)), 32))
    return rest


def picked():
    rows = StandardScaler().fit_transform(np.load("all.npy"))
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(1000):
        pick = np.random.choice(len(rows), 32)
        optimizer.zero_grad()
        model(torch.from_numpy(rows[pick])).mean().backward()
        optimizer.step()


scaled_by_all()
scaled_by_part()
picked()
