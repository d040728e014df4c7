import jax, optax
from flax.training import train_state, checkpoints
import orbax.checkpoint as ocp
@jax.jit
def train_step(state, batch):
    grads = jax.grad(loss_fn)(state.params, batch)
    return state.apply_gradients(grads=grads)
for epoch in range(10):  # want "nothing of this training is saved"
    for batch in ds:
        state = train_step(state, batch)
    pass
