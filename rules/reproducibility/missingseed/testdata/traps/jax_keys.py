import jax
import optax

key = jax.random.PRNGKey(0)
for x, y in loader:
    grads = jax.grad(loss)(params, x, y)
    updates, state = optimizer.update(grads, state)
    params = optax.apply_updates(params, updates)
