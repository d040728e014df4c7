import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
import numpy as np


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def __call__(self, x):
        return self.layer(x)


def nll(net, x, y):
    return nn.losses.cross_entropy(net(x), y).mean()


def pick(x, y):
    at = mx.random.randint(0, y.size, (32,))
    return x[at], y[at]


def train():
    net = Net()
    adam = optim.AdamW(learning_rate=1e-3)
    step = nn.value_and_grad(net, nll)
    for k in range(1000):
        net.train()
        loss, gradients = step(net, *pick(x_fit, y_fit))
        adam.update(net, gradients)
        mx.eval(net.state, adam.state)
        if k % 100 == 0:
            net.eval()
            print(k, nll(net, *pick(x_rest, y_rest)).item())


def train_blind():
    net = Net()
    adam = optim.AdamW(learning_rate=1e-3)
    step = nn.value_and_grad(net, nll)
    for k in range(1000):  # want "training runs without validation"
        loss, gradients = step(net, *pick(x_fit, y_fit))
        adam.update(net, gradients)
        mx.eval(net.state, adam.state)


mx.random.seed(0)
x, y = mx.array(np.load("x.npy")), mx.array(np.load("y.npy"))
x_fit, x_rest, y_fit, y_rest = x[:900], x[900:], y[:900], y[900:]
train()
train_blind()
