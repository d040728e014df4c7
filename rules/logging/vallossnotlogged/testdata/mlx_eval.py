import json

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


mx.random.seed(0)
x, y = mx.array(np.load("x.npy")), mx.array(np.load("y.npy"))
net = Net()
adam = optim.AdamW(learning_rate=1e-3)
step = nn.value_and_grad(net, nll)
with open("log.jsonl", "a") as log:
    for k in range(1000):
        net.train()
        at = mx.random.randint(0, 900, (32,))
        loss, gradients = step(net, x[at], y[at])
        adam.update(net, gradients)
        mx.eval(net.state, adam.state)
        if k % 20 == 0:
            log.write(json.dumps({"k": k, "loss": loss.item()}) + "\n")
        if k % 100 == 0:
            net.eval()
            v = nll(net, x[900:], y[900:]).item()
            log.write(json.dumps({"k": k, "dev": v}) + "\n")
