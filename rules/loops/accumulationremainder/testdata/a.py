import torch
from torch import nn


def train(model, loader, n):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(3):
        for i, x in enumerate(loader):
            (model(x).sum() / n).backward()
            if (i + 1) % n == 0:
                optimizer.step()  # want `optimizer\.step\(\) drops or delays the last batches of an epoch`
                optimizer.zero_grad()


def negated(model, loader, optimizer):
    for i, x in enumerate(loader):
        (model(x).sum() / 4).backward()
        if not (i + 1) % 4:
            apply(optimizer)


def apply(optimizer):
    optimizer.step()  # want `optimizer\.step\(\) drops or delays the last batches of an epoch`
    optimizer.zero_grad()


def last_too(model, loader, optimizer, n):
    for i, x in enumerate(loader):
        (model(x).sum() / n).backward()
        if (i + 1) % n == 0 or i + 1 == len(loader):
            optimizer.step()
            optimizer.zero_grad()


def behind_the_loop(model, loader, optimizer, n):
    for epoch in range(3):
        for i, x in enumerate(loader):
            (model(x).sum() / n).backward()
            if (i + 1) % n == 0:
                optimizer.step()
                optimizer.zero_grad()
        optimizer.step()
        optimizer.zero_grad()


# The counter goes on over all epochs.
def on_and_on(model, loader, optimizer, n):
    step = 0
    for epoch in range(3):
        for x in loader:
            step += 1
            (model(x).sum() / n).backward()
            if step % n == 0:
                optimizer.step()
                optimizer.zero_grad()


def counted(model, batch, optimizer, n):
    for i in range(1000):
        (model(batch(i)).sum() / n).backward()
        if (i + 1) % n == 0:
            optimizer.step()
            optimizer.zero_grad()


def discriminator_at_times(d, g, loader, optimizer_d, optimizer_g):
    for i, x in enumerate(loader):
        optimizer_g.zero_grad()
        d(g(x)).mean().backward()
        optimizer_g.step()
        if i % 5 == 0:
            optimizer_d.zero_grad()
            d(x).mean().backward()
            optimizer_d.step()


# Nothing is accumulated unless the batch is too large.
def one_by_default(model, loader, optimizer, size):
    interval = 1
    if size > 16:
        interval = size // 16
    for i, x in enumerate(loader):
        (model(x).sum() / interval).backward()
        if i % interval == 0:
            optimizer.step()
            optimizer.zero_grad()
