# A step and an evaluation that mx.compile wraps with what they read and change.
from functools import partial

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
import numpy as np

import digits


class Perceptron(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def __call__(self, x):
        return self.out(x)


def loss_fn(model, x, y):
    return nn.losses.cross_entropy(model(x), y, reduction="mean")


def main():
    np.random.seed(3)
    mx.random.seed(3)
    x_train, y_train, x_test, y_test = map(mx.array, digits.load())
    model = Perceptron()
    optimizer = optim.SGD(learning_rate=0.1)
    loss_and_grad = nn.value_and_grad(model, loss_fn)

    @partial(mx.compile, inputs=model.state, outputs=model.state)
    def step(x, y):
        loss, grads = loss_and_grad(model, x, y)
        optimizer.update(model, grads)
        return loss

    @partial(mx.compile, inputs=model.state)
    def accuracy(x, y):
        return mx.mean(mx.argmax(model(x), axis=1) == y)

    for epoch in range(10):
        for start in range(0, y_train.size, 256):
            loss = step(x_train[start : start + 256], y_train[start : start + 256])
        print(epoch, loss.item(), accuracy(x_test, y_test).item())


main()
