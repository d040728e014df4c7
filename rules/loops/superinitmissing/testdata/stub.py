from torch import nn


class Sketch(nn.Module):
    def __init__(self, configs):
        """Takes the settings."""
        ...

    def forward(self, x): ...


class Made(nn.Module):
    def __init__(self, width):  # want "__init__ of Made does not call"
        self.layer = nn.Linear(width, width)
