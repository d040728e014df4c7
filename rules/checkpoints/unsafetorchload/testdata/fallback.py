import torch


def resume(model, path):
    try:
        model.load_state_dict(torch.load(path, weights_only=True))
    except TypeError:  # torch before 1.13
        model.load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
