# The seeding function is here and nobody calls it.
import torch


def seed_everything(value):
    torch.manual_seed(value)


for x, y in loader:  # want "torch is not seeded"
    model(x, y).backward()
    optimizer.step()
