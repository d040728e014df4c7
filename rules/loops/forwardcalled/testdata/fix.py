import functools

import torch
from torch import nn


class Own(nn.Module):
    def forward(self, x):
        return x

    def __call__(self, x):
        return self.run(x)

    def run(self, x):
        return self.forward(x)  # want-unfixed "call self"


class Heir(Own):
    def run_twice(self, x):
        return self.forward(self.forward(x))  # want-unfixed "call self" "call self"


class Impl(nn.Module):
    def _call_impl(self, x):
        return self.forward(x)

    def _slow_forward(self, x):
        return self.forward(x)


class Hooked(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(8, 2)
        self.register_forward_pre_hook(self.before)
        self.body.register_full_backward_hook(functools.partial(Hooked.behind, self))

    def before(self, module, args):
        return module.forward(*args), self.body.forward(*args)

    def behind(self, module, grad_input, grad_output):
        self.body.forward(grad_output)

    def forward(self, x):
        return (self
                .body  # the body
                .forward)(x), self . body . forward(x)  # want-unsafe "call self . body"


def hook(module, args, output):
    return module.forward(*args)


net = Hooked()
net.register_forward_hook(hook)
net.register_forward_hook(lambda module, args, output: module.forward(*args))
y = net.forward(\
    torch.ones(8)); z = Own().forward(y)  # want -1 "call net" # want-unfixed "call Own"
w = (
    net.forward(  # want-unsafe "call net"
        torch.ones(8)
    ),
    net  # want-unfixed "call net"
    # past its hooks
    .forward(torch.ones(8)),
)
é = net.forward(y)  # want-unsafe "call net"
