import torch
from torch import nn


def by_epoch(model, optimizer, loader, seed):
    for epoch in range(5):
        torch.manual_seed(seed + epoch)
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()


def once(model, optimizer, loader, seed):
    for i, x in enumerate(loader):
        if i == 0:
            torch.manual_seed(seed)
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()


def folds(loaders):
    for loader in loaders:
        torch.manual_seed(0)
        model = nn.Linear(8, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for x in loader:
            optimizer.zero_grad()
            model(x).sum().backward()
            optimizer.step()


def evaluate(model):
    torch.manual_seed(0)
    return model.sample(8)


def samples(model, optimizer, loader):
    for epoch in range(5):
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()
        evaluate(model)
        with torch.no_grad():
            torch.manual_seed(0)
            model.sample(8)


def put_back(model, optimizer, loader):
    for epoch in range(5):
        state = torch.get_rng_state()
        torch.manual_seed(0)
        model.sample(8)
        torch.set_rng_state(state)
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()


def seeds(run):
    for seed in range(3):
        torch.manual_seed(seed)
        folds(run)
