import flax.linen as nn
import jax
import optax
import orbax.checkpoint as ocp
from data import batches, model, params
from flax.training import train_state

# The state has the optimizer, whether it was restored or not.
state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=optax.adam(1e-3))
manager = ocp.CheckpointManager("/x")
if manager.latest_step() is not None:
    state = manager.restore(manager.latest_step(), args=ocp.args.StandardRestore(state))
for epoch in range(20):
    for batch in batches():

        def loss_of(p):
            return ((state.apply_fn({"params": p}, batch["x"]) - batch["y"]) ** 2).mean()

        loss, grads = jax.value_and_grad(loss_of)(state.params)
        state = state.apply_gradients(grads=grads)
    manager.save(epoch, args=ocp.args.StandardSave(state))
