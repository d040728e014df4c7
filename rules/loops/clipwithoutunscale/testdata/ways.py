import torch
from torch import nn


class Trainer:
    def __init__(self):
        self.model = nn.Linear(8, 2)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)
        self.scaler = torch.amp.GradScaler()

    def backward(self, x):
        loss = self.scaler.scale(self.model(x).sum())
        loss.backward()

    def step(self):
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
        self.scaler.step(self.optimizer)
        self.scaler.update()

    def fit(self, loader):
        for x in loader:
            self.optimizer.zero_grad()
            self.backward(x)
            self.step()


# Two statements that ask for the same setting.
def setting(model, optimizer, loader, amp):
    scaler = torch.amp.GradScaler(enabled=amp)
    for x in loader:
        optimizer.zero_grad()
        if amp:
            scaler.scale(model(x)).backward()
        else:
            model(x).backward()
        if not amp:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        if amp:
            scaler.step(optimizer)
            scaler.update()
        else:
            optimizer.step()


Trainer().fit(load())
