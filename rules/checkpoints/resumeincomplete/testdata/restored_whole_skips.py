import orbax.checkpoint as ocp
import optax
import jax

params = init(jax.random.key(0))
tx = optax.adam(1e-3)
state = tx.init(params)
manager = ocp.CheckpointManager("/ckpt")
last = manager.latest_step()
if last is not None:
    params, state = manager.restore(last)
for epoch in range(args.epochs):
    if last is not None and epoch <= last:
        continue
    for x, y in loader:
        grads = jax.grad(loss_fn)(params, x, y)
        updates, state = tx.update(grads, state)
        params = optax.apply_updates(params, updates)
    manager.save(epoch, args=ocp.args.StandardSave((params, state)))
