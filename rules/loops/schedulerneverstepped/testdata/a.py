import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR
from transformers import get_linear_schedule_with_warmup


def train(model, optimizer, loader):
    warmup = get_linear_schedule_with_warmup(optimizer, 10, 100)  # want "nothing calls warmup.step"
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()
    print(warmup.get_last_lr())


def chained(model, optimizer, loader):
    first = LinearLR(optimizer)
    second = CosineAnnealingLR(optimizer, 10)
    both = SequentialLR(optimizer, [first, second], [5])
    for x in loader:
        both.step()


def build(optimizer):
    schedule = CosineAnnealingLR(optimizer, 10)
    return schedule
