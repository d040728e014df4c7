import numpy as np
import optax
from flax import nnx


class Net(nnx.Module):
    def __init__(self, rngs):
        self.first = nnx.Linear(4, 8, rngs=rngs)
        self.drop = nnx.Dropout(0.5, rngs=rngs)
        self.last = nnx.Linear(8, 1, rngs=rngs)

    def __call__(self, x):
        return self.last(self.drop(self.first(x)))


def error(model, x, y):
    return ((model(x) - y) ** 2).mean()


def fit(model, x, y):
    optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)
    for _ in range(100):
        model.train()
        _, grads = nnx.value_and_grad(error)(model, x[:80], y[:80])
        optimizer.update(model, grads)
        print(((model(x[80:]) - y[80:]) ** 2).mean())  # want "evaluated in training mode; call model.eval\\(\\) before this"


def fit_well(model, x, y):
    optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)
    for _ in range(100):
        model.train()
        _, grads = nnx.value_and_grad(error)(model, x[:80], y[:80])
        optimizer.update(model, grads)
        model.eval()
        print(((model(x[80:]) - y[80:]) ** 2).mean())


rows, targets = np.load("rows.npy"), np.load("targets.npy")
fit(Net(nnx.Rngs(0)), rows, targets)
fit_well(Net(nnx.Rngs(0)), rows, targets)
