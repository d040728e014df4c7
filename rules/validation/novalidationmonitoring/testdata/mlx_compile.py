# What is run inside the function whose gradients are asked for judges nothing.
from functools import partial

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim

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
    mx.random.seed(3)
    model = Perceptron()
    optimizer = optim.SGD(learning_rate=0.1)

    @partial(mx.compile, inputs=model.state, outputs=model.state)
    def step(x, y):
        loss, grads = nn.value_and_grad(model, loss_fn)(model, x, y)
        optimizer.update(model, grads)
        return loss

    for epoch in range(10):  # want "training runs without validation"
        for x, y in digits.batches():
            loss = step(x, y)
        print(epoch, loss.item())


main()
