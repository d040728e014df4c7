import torch


def load(path):
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except TypeError:  # older than 1.13
        return torch.load(path, map_location="cpu")  # want-unsafe "before torch 2.6"
