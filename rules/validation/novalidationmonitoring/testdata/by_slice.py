import equinox as eqx
import jax
import numpy as np
import optax


def mse(net, x, y):
    return ((jax.vmap(net)(x) - y) ** 2).mean()


def start(seed):
    net = eqx.nn.MLP(3, 1, 64, 2, key=jax.random.PRNGKey(seed))
    opt = optax.adamw(1e-3)
    return net, opt, opt.init(eqx.filter(net, eqx.is_array))


def step(net, opt, state, x, y):
    loss, grads = eqx.filter_value_and_grad(mse)(net, x, y)
    updates, state = opt.update(grads, state)
    return eqx.apply_updates(net, updates), state, loss


x, y = np.load("x.npy"), np.load("y.npy")
cut = len(x) * 4 // 5
rng = np.random.default_rng(0)


def held_out():
    net, opt, state = start(0)
    for k in range(10000):
        rows = rng.integers(0, cut, 256)
        net, state, loss = step(net, opt, state, x[rows], y[rows])
        if k % 100 == 0:
            print(k, mse(net, x[cut:], y[cut:]))


def on_the_batch():
    net, opt, state = start(1)
    for k in range(10000):  # want "training runs without validation"
        rows = rng.integers(0, cut, 256)
        net, state, loss = step(net, opt, state, x[rows], y[rows])
        if k % 100 == 0:
            print(k, mse(net, x[rows], y[rows]))


def on_the_same_slice():
    net, opt, state = start(2)
    for k in range(10000):  # want "training runs without validation"
        net, state, loss = step(net, opt, state, x[:cut], y[:cut])
        if k % 100 == 0:
            print(k, mse(net, x[:cut], y[:cut]))


held_out()
on_the_batch()
on_the_same_slice()
