import jax
import optax
import tensorflow as tf


def loss(weights, x):
    return ((x @ weights) ** 2).mean()


def forgets(weights, batches, optimizer):
    state = optimizer.init(weights)
    for x in batches:
        value, grads = jax.value_and_grad(loss)(weights, x)  # want "these gradients are computed in a loop but never applied: no optimizer gets them"
        print(value)
    return weights


def forgets_updates(weights, batches):
    optimizer = optax.adam(1e-3)
    state = optimizer.init(weights)
    for x in batches:
        grads = jax.grad(loss)(weights, x)  # want "these gradients are computed in a loop but never applied: no optimizer gets them"
        updates, state = optimizer.update(grads, state)
    return weights


def applies(weights, batches):
    optimizer = optax.adam(1e-3)
    state = optimizer.init(weights)
    for x in batches:
        grads = jax.grad(loss)(weights, x)
        updates, state = optimizer.update(grads, state)
        weights = optax.apply_updates(weights, updates)
    return weights


def descends(weights, batches):
    for x in batches:
        weights = weights - 0.1 * jax.grad(loss)(weights, x)
        print(loss(weights, x))
    return weights


def looks(images, model):
    for image in images:
        with tf.GradientTape() as tape:
            tape.watch(image)
            score = model(image)
        print(tape.gradient(score, image))


def sums(weights, batches):
    total = []
    for x in batches:
        total.append(jax.grad(loss)(weights, x))
    return total


start = jax.numpy.zeros(3)
rows = [jax.numpy.ones(3)]
forgets(start, rows, optax.sgd(0.1))
forgets_updates(start, rows)
applies(start, rows)
descends(start, rows)
looks([tf.zeros(3)], tf.keras.applications.ResNet50())
sums(start, rows)
