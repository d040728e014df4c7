import torch
from torch import nn
import fused_norm

kernels = load("kernels")


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(8, 2)

    def forward(self, x):
        return self.body.forward(x)  # want "call self.body"

    def __call__(self, x):
        return self.forward(x)

    @torch.jit.export
    def scripted(self, x):
        return self.forward(x)

    def predict(self, x):
        return self.forward(x)  # want-unfixed "call self"


class Wide(Net):
    def forward(self, x):
        return Net.forward(self, x) + super().forward(x)

    @staticmethod
    def check(x):
        return __class__.forward(x, x)

    def check_all(self, x):
        return self.__class__.forward(x, x)

    @classmethod
    def check_any(cls, x):
        return cls.forward(x, x)


class Layer:
    def forward(self, x):
        return x


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return kernels.forward(x)


def run(model, remote_model, rref, x):
    Layer().forward(x)
    Square.forward(None, x)
    fused_norm.forward(x)
    remote_model.forward(x)
    rref.remote().forward(x)
    hook = model.forward
    return model.forward(x)  # want "call model"
