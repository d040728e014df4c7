import torch


def train(model, optimizer, scheduler, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        scheduler.step()  # want `scheduler\.step\(\) comes before the optimizer step: the first value of its schedule is skipped`
        optimizer.step()


def epochs(model, optimizer, loader):
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10)
    for epoch in range(10):
        scheduler.step(epoch)  # want "scheduler.step"
        train_epoch(model, optimizer, loader)


def train_epoch(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()


def good(model, optimizer, scheduler, loader):
    for epoch in range(10):
        train_epoch(model, optimizer, loader)
        scheduler.step()


def not_at_first(model, optimizer, scheduler, loader):
    for epoch in range(10):
        if epoch > 0:
            scheduler.step()
        train_epoch(model, optimizer, loader)


def noise(model, optimizer, noise_scheduler, loader):
    for x in loader:
        optimizer.zero_grad()
        x = noise_scheduler.step(x, 10)
        model(x).backward()
        optimizer.step()


class WarmUp:
    def step(self):
        self.rate = 0.1


def own(model, optimizer, loader):
    scheduler = WarmUp()
    for x in loader:
        scheduler.step()
        model(x).backward()
        optimizer.step()


def accumulate(model, optimizer, scheduler, loader):
    for i, x in enumerate(loader):
        model(x).backward()
        if i % 4 == 3:
            scheduler.step()  # want "scheduler.step"
            optimizer.step()
            optimizer.zero_grad()
