import jax, optax, pickle
import jax.numpy as jnp
import haiku as hk
def fwd(x):
    return hk.Linear(1)(x)
net = hk.transform(fwd)
opt = optax.adam(1e-3)
params = net.init(jax.random.PRNGKey(0), jnp.ones((1, 2)))
opt_state = opt.init(params)
@jax.jit
def update(params, opt_state, x, y):
    def loss_fn(p):
        return ((net.apply(p, None, x) - y) ** 2).mean()
    loss, g = jax.value_and_grad(loss_fn)(params)
    u, opt_state = opt.update(g, opt_state)
    return optax.apply_updates(params, u), opt_state, loss
for epoch in range(10):
    for x, y in loader:
        params, opt_state, loss = update(params, opt_state, x, y)
    with open(f"params_{epoch}.pkl", "wb") as f:
        pickle.dump({"params": params, "opt_state": opt_state}, f)
