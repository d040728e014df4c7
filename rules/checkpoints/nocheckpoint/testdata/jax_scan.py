import jax
import jax.numpy as jnp
import optax

optimizer = optax.adam(1e-3)


def loss(params, batch):
    return jnp.mean((batch @ params) ** 2)


def make(config):
    def update(state, batch):
        params, opt_state = state
        value, grads = jax.value_and_grad(loss)(params, batch)
        updates, opt_state = optimizer.update(grads, opt_state)
        return (optax.apply_updates(params, updates), opt_state), value

    def epoch(state, _):
        return jax.lax.scan(update, state, config["batches"])

    def train(key):
        params = jax.random.normal(key, (4,))
        return jax.lax.scan(epoch, (params, optimizer.init(params)), None, 30)  # want "training saves nothing, so a crash loses it all"

    return train


state, losses = jax.jit(make({"batches": jnp.load("batches.npy")}))(jax.random.PRNGKey(0))
print(losses)
