import jax, optax
import numpy as np
key = jax.random.PRNGKey(0)
tx = optax.adam(1e-3)
for i in range(10):  # want "numpy (is|are) not seeded"
    idx = np.random.permutation(100)
    loss, grads = jax.value_and_grad(loss_fn)(params, x[idx], y[idx])
    updates, state = tx.update(grads, state)
    params = optax.apply_updates(params, updates)
