import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR


class Trainer:
    def __init__(self, optimizer):
        self.scheduler = ReduceLROnPlateau(optimizer, patience=3)

    def end_epoch(self):
        self.scheduler.step()  # want "raises TypeError"


def train(optimizer, epochs):
    plateau = ReduceLROnPlateau(optimizer)
    decay = StepLR(optimizer, 3)
    for epoch in range(epochs):
        plateau.step(metrics=validate())
        plateau.step(*values)
        decay.step()


def either(optimizer, plateau):
    if plateau:
        scheduler = ReduceLROnPlateau(optimizer)
    else:
        scheduler = StepLR(optimizer, 3)
    scheduler.step()
