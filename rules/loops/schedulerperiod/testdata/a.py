import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, CosineAnnealingWarmRestarts, OneCycleLR


def per_epoch(loader, epochs, scheduler, optimizer, model):
    for epoch in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()
        scheduler.step()


def per_batch(loader, epochs, scheduler, optimizer, model):
    for epoch in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()
            scheduler.step()


model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loader = load()
steps = 5 * len(loader)
batches = OneCycleLR(optimizer, 0.1, total_steps=steps)  # want "the length of this schedule counts batches, but it is stepped once per epoch: most of it is never reached"
per_epoch(loader, 5, batches, optimizer, model)
epochs = CosineAnnealingLR(optimizer, T_max=5)  # want "the length of this schedule counts epochs, but it is stepped once per batch: it ends, or starts again, within the first epochs"
per_batch(loader, 5, epochs, optimizer, model)
per_batch(loader, 5, OneCycleLR(optimizer, 0.1, total_steps=steps), optimizer, model)
per_batch(loader, 5, OneCycleLR(optimizer, 0.1, epochs=5, steps_per_epoch=len(loader)), optimizer, model)
per_epoch(loader, 5, CosineAnnealingLR(optimizer, 5), optimizer, model)
per_epoch(loader, 5, CosineAnnealingLR(optimizer, 50), optimizer, model)
per_batch(loader, 5, CosineAnnealingWarmRestarts(optimizer, 5), optimizer, model)
