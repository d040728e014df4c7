import jax, optax
from flax.training import train_state, checkpoints
import orbax.checkpoint as ocp
@jax.jit
def train_step(state, batch):
    grads = jax.grad(loss_fn)(state.params, batch)
    return state.apply_gradients(grads=grads)
manager = ocp.CheckpointManager("d")
for epoch in range(10):
    for batch in ds:
        state = train_step(state, batch)
    manager.save(epoch, args=ocp.args.StandardSave(state))
