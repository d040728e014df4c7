import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import linen as nn

data = np.load("wave.npz")
x, y = data["x"], data["y"]
n = int(0.9 * len(x))


def error(w, x, y):
    return jnp.mean((model.apply(w, x) - y) ** 2)


model = nn.Dense(1)
w = model.init(jax.random.PRNGKey(0), x[:1])
tx = optax.sgd(0.1)
state = tx.init(w)
for epoch in range(50):  # want "validation results are not logged"
    for i in range(0, n, 32):
        value, grads = jax.value_and_grad(error)(w, x[i : i + 32], y[i : i + 32])
        updates, state = tx.update(grads, state)
        w = optax.apply_updates(w, updates)
    held = error(w, x[n:], y[n:])
    print("epoch", epoch, "loss", value)
