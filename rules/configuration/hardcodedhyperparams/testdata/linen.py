import jax
import optax

tx = optax.adamw(1e-3, weight_decay=1e-4)
params = init(jax.random.key(0))
state = tx.init(params)
for step in range(1000):  # want "learning rate 1e-3, epochs 1000 and weight decay 1e-4 are literals in the code of this training"
    loss, grads = jax.value_and_grad(loss_fn)(params, next(batches))
    updates, state = tx.update(grads, state, params)
    params = optax.apply_updates(params, updates)
