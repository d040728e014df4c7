import jax
import jax.numpy as jnp
import optax
from flax.training import checkpoints

optimizer = optax.adam(1e-3)


def loss(params, batch):
    return jnp.mean((batch @ params) ** 2)


def body(i, state):
    params, opt_state = state
    grads = jax.grad(loss)(params, jnp.load("batches.npy")[i])
    updates, opt_state = optimizer.update(grads, opt_state)
    return optax.apply_updates(params, updates), opt_state


params = jax.random.normal(jax.random.PRNGKey(0), (4,))
state = jax.lax.fori_loop(0, 1000, body, (params, optimizer.init(params)))
checkpoints.save_checkpoint("models", state, step=1000)
