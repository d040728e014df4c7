import jax, optax, flax.linen as nn
import jax.numpy as jnp
from flax.training import checkpoints, train_state
class MLP(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(1)(x)
def create(rng):
    m = MLP()
    p = m.init(rng, jnp.ones((1, 2)))["params"]
    return train_state.TrainState.create(apply_fn=m.apply, params=p, tx=optax.adam(1e-3))
@jax.jit
def step(state, x, y):
    def loss_fn(p):
        return ((state.apply_fn({"params": p}, x) - y) ** 2).mean()
    loss, g = jax.value_and_grad(loss_fn)(state.params)
    return state.apply_gradients(grads=g), loss
state = create(jax.random.PRNGKey(0))
for epoch in range(10):
    for x, y in loader:
        state, loss = step(state, x, y)
    checkpoints.save_checkpoint("ckpt", state.params, step=epoch)  # want "lacks the optimizer"
