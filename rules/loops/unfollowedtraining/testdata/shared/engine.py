import torch
from ours import adjust


def run(model, data):
    for x, y in data:
        loss = (model(x) - y).pow(2).mean()
        loss.backward()  # want "it computes gradients, but what applies them is unknown"
        adjust(model)
