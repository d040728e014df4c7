import torch
from torch import nn


class Gan:
    def __init__(self):
        self.generator = nn.Linear(2, 2)

    def smooth(self, x):
        was_training = self.generator.training
        self.generator.eval()
        try:
            return self.generator(x)
        finally:
            if was_training:
                self.generator.train()


torch.manual_seed(1)
gan = Gan()
optimizer = torch.optim.SGD(gan.generator.parameters(), lr=0.1)
for epoch in range(30):
    gan.generator.train()
    for x, y in load():
        optimizer.zero_grad()
        nn.functional.mse_loss(gan.generator(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            gan.smooth(x)


class Half:
    def __init__(self):
        self.body = nn.Linear(2, 2)

    def smooth(self, x):
        asked = x.requires_grad
        self.body.eval()  # want "training continues in eval mode after this"
        out = self.body(x)
        if asked:
            self.body.train()
        return out


half = Half()
other = torch.optim.SGD(half.body.parameters(), lr=0.1)
half.body.train()
for epoch in range(30):
    for x, y in load():
        other.zero_grad()
        nn.functional.mse_loss(half.body(x), y).backward()
        other.step()
    half.smooth(x)
