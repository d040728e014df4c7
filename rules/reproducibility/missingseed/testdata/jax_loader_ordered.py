import jax
import jax.numpy as jnp
import optax
from torch.utils.data import DataLoader

optimizer = optax.adam(1e-3)
params = jax.random.normal(jax.random.PRNGKey(0), (4,))
state = optimizer.init(params)
loader = DataLoader(rows, batch_size=32, shuffle=False)


@jax.jit
def update(params, state, batch):
    grads = jax.grad(lambda p: jnp.mean((batch @ p) ** 2))(params)
    updates, state = optimizer.update(grads, state)
    return optax.apply_updates(params, updates), state


for epoch in range(20):
    for batch in loader:
        params, state = update(params, state, jnp.asarray(batch))
