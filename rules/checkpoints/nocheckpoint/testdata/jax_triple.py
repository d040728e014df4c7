import jax
import jax.numpy as jnp
from jax.example_libraries import optimizers, stax

init, net = stax.serial(stax.Dense(16), stax.Relu, stax.Dense(1))
_, params = init(jax.random.PRNGKey(0), (32, 4))
opt_init, opt_update, get_params = optimizers.adam(1e-3)
state = opt_init(params)


def loss(params, x, y):
    return jnp.mean((net(params, x) - y) ** 2)


for epoch in range(20):  # want "training saves nothing, so a crash loses it all"
    for step, (x, y) in enumerate(batches()):
        grads = jax.grad(loss)(get_params(state), x, y)
        state = opt_update(step, grads, state)
    print(epoch, loss(get_params(state), x, y))
