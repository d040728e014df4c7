import jax


def same(params, batches):
    for x in batches:
        key = jax.random.PRNGKey(42)
        params += jax.random.normal(key, x.shape)  # want "key is the same in every iteration, and so are the numbers drawn from it"
    return params


def other(params, seeds):
    for seed in seeds:
        key = jax.random.PRNGKey(seed)
        params += jax.random.normal(key, (3,))
    return params


def split(params, batches):
    for x in batches:
        key = jax.random.PRNGKey(42)
        key, sub = jax.random.split(key)
        params += jax.random.normal(sub, x.shape)
    return params
