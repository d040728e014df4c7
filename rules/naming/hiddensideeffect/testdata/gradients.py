import os
from contextlib import contextmanager

import torch


def compute_gradcam(model, loss):
    loss.backward()
    return [p.grad for p in model.parameters()]


def compute_score(model, loss):  # want "compute_score computes gradients"
    loss.backward()
    return loss.item()


@contextmanager
def get_local_path(path):
    try:
        yield fetch(path)
    finally:
        os.remove(path)
