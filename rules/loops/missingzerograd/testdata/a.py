import torch
from torch import nn, optim

net = nn.Linear(8, 2)
opt = optim.SGD(net.parameters(), lr=0.1)

# Cleared once an epoch is not cleared for each batch.
for epoch in range(3):
    opt.zero_grad()
    for x, y in loader:
        nn.functional.mse_loss(net(x), y).backward()  # want "this loop never clears the gradients of opt, so they add up over all batches"
        opt.step()


class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = optim.Adam(model.parameters())

    def step(self, batch):
        loss = self.model(batch)
        loss.backward()  # want "gradients of self.optimizer"
        self.optimizer.step()

    def fit(self, batches):
        for batch in batches:
            self.step(batch)


def amp(model, optimizer, scaler, loader):
    for x, y in loader:
        scaler.scale(model(x, y)).backward()  # want "gradients of optimizer"
        scaler.step(optimizer)
        scaler.update()


# Clearing the gradients of one of two optimizers leaves those of the other.
def gan(generator, discriminator, optimizer_g, optimizer_d, loader):
    for real in loader:
        optimizer_d.zero_grad()
        discriminator(real).mean().backward()  # want "gradients of optimizer_g"
        optimizer_d.step()
        discriminator(generator(real)).mean().backward()
        optimizer_g.step()
