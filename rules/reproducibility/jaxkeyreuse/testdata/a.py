import jax
import jax.numpy as jnp
from jax import random as jr
from jax.random import normal, split

key = jax.random.PRNGKey(0)
a = jax.random.normal(key, (3,))
b = jr.uniform(key)  # want "key was already used: the same key gives the same numbers again"


def init(rng):
    w = normal(key=rng)
    return w, jr.bernoulli(rng)  # want "rng was already used: the same key gives the same numbers again"


def noise(rng, xs):
    for x in xs:
        x += normal(rng)  # want "rng is the same in every iteration, and so are the numbers drawn from it"
    for x in xs:
        return normal(split(rng)[0])


# Split, replaced, or only one of them is come to.
def layers(rng, deep, mode):
    rng, sub = jr.split(rng)
    w = normal(sub)
    rng, sub = jr.split(rng)
    v = normal(sub)
    for sub in jr.split(rng, 3):
        normal(sub)
    for i in range(3):
        rng, sub = jr.split(rng)
        normal(sub)
    x = normal(jr.fold_in(rng, 1)) + normal(jr.fold_in(rng, 2))
    return w, v, x


def pick(rng, kind):
    if kind == "normal":
        return jr.normal(rng)
    if kind == "uniform":
        x = jr.uniform(rng)
    elif kind == "gumbel":
        x = jr.gumbel(rng)
    else:
        x = jr.laplace(rng)
    return x


def one(rng, deep):
    return jr.normal(rng) if deep else jr.uniform(rng)


def many(key):
    keys = split(key, 2)
    return [normal(key) for key in keys], [normal(k) for k in keys]
