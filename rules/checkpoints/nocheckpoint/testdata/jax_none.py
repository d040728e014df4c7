import jax, optax
from flax.training import train_state, checkpoints
import orbax.checkpoint as ocp
@jax.jit
def train_step(state, batch):
    grads = jax.grad(loss_fn)(state.params, batch)
    return state.apply_gradients(grads=grads)
for epoch in range(10):  # want "training saves nothing, so a crash loses it all"
    for batch in ds:
        state = train_step(state, batch)
    pass
