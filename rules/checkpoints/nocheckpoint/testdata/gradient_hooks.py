# A loop that registers hooks trains nothing: they run when gradients come.
import torch
from torch import nn


def make(model, optimizer_class):
    optimizers = {}
    parameters = list(model.parameters())
    for parameter in parameters:
        optimizers[parameter] = optimizer_class([parameter])

    def hook(parameter):
        if parameter.grad is not None:
            optimizers[parameter].step()
            optimizers[parameter].zero_grad()

    for parameter in parameters:
        parameter.register_post_accumulate_grad_hook(hook)


make(nn.Linear(2, 2), torch.optim.SGD)
