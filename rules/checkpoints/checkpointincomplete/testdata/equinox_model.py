import equinox as eqx, optax, jax
model = eqx.nn.MLP(2, 1, 8, 2, key=jax.random.PRNGKey(0))
opt = optax.adam(1e-3)
opt_state = opt.init(eqx.filter(model, eqx.is_array))
@eqx.filter_jit
def make_step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    updates, opt_state = opt.update(grads, opt_state)
    model = eqx.apply_updates(model, updates)
    return model, opt_state, loss
for step in range(1000):
    model, opt_state, loss = make_step(model, opt_state, *next(it))
    if step % 100 == 0:
        eqx.tree_serialise_leaves(f"model_{step}.eqx", model)  # want "lacks the optimizer"
