import jax, optax

@jax.jit
def step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = tx.update(grads, opt_state)
    return (optax.apply_updates(params, updates), opt_state, loss)
tx = optax.adam(0.001)
for epoch in range(10):  # want "training logs nothing"
    for x, y in data():
        params, opt_state, loss = step(params, opt_state, x, y)
