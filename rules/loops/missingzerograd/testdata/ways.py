import lightning
import torch
from accelerate import Accelerator
from lightning.fabric import Fabric
from torch import nn


def step(loss, optimizer):
    loss.backward()  # want "gradients of optimizer"
    optimizer.step()


def through_two_functions(loader):
    model = nn.Linear(8, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def batch(x):
        step(model(x).sum(), optimizer)

    for x in loader:
        batch(x)


def accelerated(loader):
    accelerator = Accelerator()
    model = nn.Linear(8, 2)
    model, optimizer, loader = accelerator.prepare(model, torch.optim.SGD(model.parameters(), lr=0.1), loader)
    for x in loader:
        with accelerator.accumulate(model):
            accelerator.backward(model(x).sum())  # want "gradients of optimizer"
            optimizer.step()


def accelerated_well(loader):
    accelerator = Accelerator()
    model = nn.Linear(8, 2)
    model, optimizer, loader = accelerator.prepare(model, torch.optim.SGD(model.parameters(), lr=0.1), loader)
    for x in loader:
        with accelerator.accumulate(model):
            accelerator.backward(model(x).sum())
            optimizer.step()
            optimizer.zero_grad()


def with_fabric(loader):
    fabric = Fabric()
    model = nn.Linear(8, 2)
    model, optimizer = fabric.setup(model, torch.optim.SGD(model.parameters(), lr=0.1))
    for x in loader:
        fabric.backward(model(x).sum())  # want "gradients of optimizer"
        optimizer.step()


class Manual(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False
        self.net = nn.Linear(8, 2)

    def training_step(self, batch, batch_idx):
        opt = self.optimizers()
        loss = self.net(batch).sum()
        self.manual_backward(loss)  # want "gradients of opt"
        opt.step()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


def closure_that_clears_nothing(loader):
    model = nn.Linear(8, 2)
    optimizer = torch.optim.LBFGS(model.parameters())
    for x in loader:
        def closure():
            loss = model(x).sum()
            loss.backward()  # want "gradients of optimizer"
            return loss
        optimizer.step(closure)


# The gradients are accumulated over four batches, and over all that came before.
def accumulated(loader):
    model = nn.Linear(8, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i, x in enumerate(loader):
        (model(x).sum() / 4).backward()  # want "gradients of optimizer"
        if (i + 1) % 4 == 0:
            optimizer.step()


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 8)

    def forward(self, x):
        return self.layer(x)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 1)

    def forward(self, x):
        return self.layer(x)


# The discriminator's own zero_grad does nothing for the generator.
def one_of_two(loader):
    generator, discriminator = Generator(), Discriminator()
    optimizer_g = torch.optim.Adam(generator.parameters())
    optimizer_d = torch.optim.Adam(discriminator.parameters())
    for x in loader:
        discriminator.zero_grad()
        discriminator(x).mean().backward()  # want "gradients of optimizer_g"
        optimizer_d.step()
        discriminator(generator(x)).mean().backward()
        optimizer_g.step()


def both_of_two(loader):
    generator, discriminator = Generator(), Discriminator()
    optimizer_g = torch.optim.Adam(generator.parameters())
    optimizer_d = torch.optim.Adam(discriminator.parameters())
    for x in loader:
        discriminator.zero_grad()
        discriminator(x).mean().backward()
        optimizer_d.step()
        generator.zero_grad()
        discriminator(generator(x)).mean().backward()
        optimizer_g.step()


class Wrapped:
    def __init__(self, optimizer):
        self.optimizer = optimizer

    def step(self):
        self.optimizer.step()

    def zero_grad(self):
        self.optimizer.zero_grad()


def through_a_wrapper(loader):
    model = nn.Linear(8, 2)
    optimizer = Wrapped(torch.optim.SGD(model.parameters(), lr=0.1))
    scaler = torch.amp.GradScaler()
    for x in loader:
        optimizer.zero_grad()
        scaler.scale(model(x).sum()).backward()
        scaler.step(optimizer)
        scaler.update()


if __name__ == "__main__":
    lightning.Trainer().fit(Manual(), load())
