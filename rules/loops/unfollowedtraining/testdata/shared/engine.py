import torch
from ours import adjust


def run(model, data):
    for x, y in data:
        loss = (model(x) - y).pow(2).mean()
        loss.backward()  # want "it computes gradients, and what applies them is not known"
        adjust(model)
