import jax, jax.numpy as jnp
def init(key, sizes):
    return [jax.random.normal(key, (a, b)) * .02 for a, b in zip(sizes, sizes[1:])]
params = init(jax.random.PRNGKey(0), [784, 256, 10])
