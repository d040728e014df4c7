import jax
import jax.numpy as jnp
import optax
from flax import linen as nn


class Net(nn.Module):
    @nn.compact
    def __call__(self, x, train):
        return nn.Dense(1)(nn.Dropout(0.1, deterministic=not train)(x))


net = Net()
tx = optax.sgd(0.1)


def loss_of(params, x, key):
    return net.apply({"params": params}, x, train=True, rngs={"dropout": key}).mean()


@jax.jit
def step(params, state, x, key):
    grads = jax.grad(loss_of)(params, x, key)  # want "dropout is the same at every step, and so are its numbers"
    updates, state = tx.update(grads, state)
    return optax.apply_updates(params, updates), state


def noisy(key, x):
    return x + jax.random.normal(key, x.shape)


def one(params, batches):
    state, dropout = tx.init(params), jax.random.PRNGKey(1)
    for x in batches:
        params, state = step(params, state, x, dropout)
    return params


def direct(params, batches):
    state = tx.init(params)
    key, noise = jax.random.split(jax.random.PRNGKey(2))
    for x in batches:
        x = noisy(noise, x)  # want "noise is the same at every step, and so are its numbers"
        grads = jax.grad(loss_of)(params, x, key=key)  # want "key is the same at every step, and so are its numbers"
        updates, state = tx.update(grads, state)
        params = optax.apply_updates(params, updates)
        net.apply({"params": params}, x, train=False, rngs={"dropout": key})
    return params


def folded(params, batches):
    state, key = tx.init(params), jax.random.PRNGKey(3)
    for i, x in enumerate(batches):
        grads = jax.grad(loss_of)(params, noisy(jax.random.fold_in(key, 2 * i), x), jax.random.fold_in(key, i))
        updates, state = tx.update(grads, state)
        params = optax.apply_updates(params, updates)
    return params


def halved(params, batches):
    state, key = tx.init(params), jax.random.PRNGKey(4)
    for x in batches:
        key, sub = jax.random.split(key)
        grads = jax.grad(loss_of)(params, x, sub)
        updates, state = tx.update(grads, state)
        params = optax.apply_updates(params, updates)
    return params


def listed(params, batches):
    state = tx.init(params)
    for x, key in zip(batches, jax.random.split(jax.random.PRNGKey(5), len(batches))):
        grads = jax.grad(loss_of)(params, x, key)
        updates, state = tx.update(grads, state)
        params = optax.apply_updates(params, updates)
    return params


if __name__ == "__main__":
    data = [jnp.ones((1, 2))]
    start = net.init(jax.random.PRNGKey(0), data[0], train=False)["params"]
    for train in one, direct, folded, halved, listed:
        train(start, data)
