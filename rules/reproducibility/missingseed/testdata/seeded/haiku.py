import haiku as hk, jax, optax
rng = hk.PRNGSequence(0)
params = net.init(next(rng), x)
opt = optax.adam(1e-3)
for s in range(10):
    grads = jax.grad(loss)(params, x)
    updates, st = opt.update(grads, st)
    params = optax.apply_updates(params, updates)
