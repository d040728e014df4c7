import jax


def init(key, sizes):
    return [jax.random.normal(key, (a, b)) for a, b in zip(sizes, sizes[1:])]  # want "key is the same in every iteration"


def init_each(key, sizes):
    keys = jax.random.split(key, len(sizes))
    return [jax.random.normal(k, (n,)) for k, n in zip(keys, sizes)]


def rows(key):
    return [row * 2 for row in jax.random.normal(key, (4, 4))]


print(init(jax.random.key(0), [4, 2]), init_each(jax.random.key(1), [4, 2]), rows(jax.random.key(2)))
