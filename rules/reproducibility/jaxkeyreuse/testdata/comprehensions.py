import jax
import jax.numpy as jnp


def same(key, sizes):
    return [(jax.random.normal(key, (m, n)), jnp.zeros(n)) for m, n in zip(sizes, sizes[1:])]  # want "key is the same in every iteration"


def named(key, names):
    return {name: jax.random.uniform(key, (3,)) for name in names}  # want "key is the same in every iteration"


def split(key, sizes):
    keys = jax.random.split(key, len(sizes))
    return [jax.random.normal(k, (n,)) for k, n in zip(keys, sizes)]


def folded(key, sizes):
    return [jax.random.normal(jax.random.fold_in(key, i), (n,)) for i, n in enumerate(sizes)]


def once(key, n):
    return [float(x) for x in jax.random.normal(key, (n,))]
