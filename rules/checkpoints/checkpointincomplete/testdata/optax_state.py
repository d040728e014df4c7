import equinox as eqx
import jax
import optax


def mse(net, x, y):
    return ((jax.vmap(net)(x) - y) ** 2).mean()


@eqx.filter_jit
def make_step(net, state, optimizer, x, y):
    loss, gradients = eqx.filter_value_and_grad(mse)(net, x, y)
    updates, state = optimizer.update(gradients, state)
    return eqx.apply_updates(net, updates), state, loss


net = eqx.nn.MLP(3, 1, 64, 2, key=jax.random.PRNGKey(0))
optimizer = optax.adamw(1e-3)
state = optimizer.init(eqx.filter(net, eqx.is_array))
for k, (x, y) in enumerate(batches):
    net, state, loss = make_step(net, state, optimizer, x, y)
    if k % 1000 == 0:
        eqx.tree_serialise_leaves(f"run_{k}.eqx", (net, state))
