import torch


def mean(model, loader):
    total = 0.0
    for x in loader:
        loss = model(x)
        with torch.autograd.detect_anomaly():
            loss.backward()
        total += loss \
            * len(x)  # want-safe -1 "graph of every loss"
    mean = total / len(loader)
    return mean.item()


def sometimes(model, loader):
    total = 0
    for x in loader:
        loss = 0
        if len(x):
            loss = model(x)
            loss.backward()
        total += loss  # want-unsafe "graph of every loss"
    return total


def guarded(model, loader):
    total = 0
    for x in loader:
        loss = model(x)
        if x.requires_grad:
            loss.backward()
        total += loss  # want-unsafe "graph of every loss"
    return total


def twice(self, loader):
    for x in loader:
        loss = self.model(x)
        loss.backward(retain_graph=True); self.total += loss; self.n += 1  # want-unsafe "graph of every loss"
        self.other(x).backward(None, True)


def options(model, loader, **options):
    total = 0
    for x in loader:
        loss = model(x)
        loss.backward(**options)
        total += loss  # want-unsafe "graph of every loss"
    return total


def parts(model, loader):
    total, é = torch.zeros(1), 2
    for x in loader:
        out = model(x)
        out.loss.backward()
        total += é * (out.loss)  # want-safe "graph of every out.loss"
        total.mul_(0.9); torch.save(total, f"{total}")
