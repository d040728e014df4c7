import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, width):  # want "__init__ of Net does not call"
        """Makes the layers."""
        self.head = nn.Linear(width, 2)


class Deeper(Net):
    def __init__(self):  # want "__init__ of Deeper"
        self.body = nn.Linear(2, 2)


class Mixed(Net, Mixin):
    def __init__(self):  # want "__init__ of Mixed"
        self.body = nn.Linear(2, 2)


class Good(nn.Module):
    def __init__(self):
        super(Good, self).__init__()


class Old(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)


class Helped(nn.Module):
    def __init__(self):
        self.start()

    def start(self):
        super().__init__()


class Without(nn.Module):
    def forward(self, x):
        return x


class Refuses(nn.Module):
    def __init__(self):
        """Use from_pretrained."""
        raise RuntimeError("use from_pretrained")


class Unknown(Elsewhere):
    def __init__(self):
        self.head = nn.Linear(2, 2)


class Plain:
    def __init__(self):
        self.head = nn.Linear(2, 2)


class Multiply(torch.autograd.Function):
    def __init__(self):
        self.by = 2
