import torch

def load(path, columns=[]):  # agentlint: ignore[bare-except, mutable-default-arg] -- why
    # agentlint: ignore[bare-except, duplicate-except] -- why
    return torch.load(path, columns)  # noqa: E501  # agentlint: ignore[bare-except] -- why
