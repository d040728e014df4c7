import jax
import jax.numpy as jnp
import numpy as np
import optax


def loss_fn(params, x, y):
    return ((x @ params["w"] + params["b"] - y) ** 2).mean()


def fit(x, y):
    params = {"w": jnp.zeros((3, 1)), "b": jnp.zeros(1)}
    optimizer = optax.adam(1e-3)
    state = optimizer.init(params)
    losses = []
    for step in range(1000):  # want "training saves nothing, so a crash loses it all"
        loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
        updates, state = optimizer.update(grads, state)
        params = optax.apply_updates(params, updates)
        if step % 100 == 0:
            print(loss)
            losses.append(loss)
    np.savez("losses.npz", losses=losses)


fit(np.load("x.npy"), np.load("y.npy"))
