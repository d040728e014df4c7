# Gradients of a tape with respect to what a network is given need no optimizer; those with respect to its weights do.
import numpy as np
import tensorflow as tf


def radius(model):
    img = tf.Variable(np.random.default_rng(0).normal(size=(1, 64, 64, 3)), dtype=tf.float32)
    for _ in range(10):
        with tf.GradientTape() as tape:
            score = tf.reduce_mean(model(img, training=False))
        grads = tape.gradient(score, img)
    image = np.abs(grads[0].numpy().squeeze())
    return np.nonzero(np.max(image, axis=0))[0]


def attributions(images):
    for image in images:
        with tf.GradientTape() as tape:
            tape.watch(image)
            score = served(image)
        grads = tape.gradient(score, [image])
    return grads


def sizes(model, images):
    for image in images:
        with tf.GradientTape() as tape:
            score = tf.reduce_mean(model(image))
        grads = tape.gradient(score, model.trainable_weights)
        print(np.abs(grads[0].numpy()).max())


def forgets(model, images):
    for image in images:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(model(image))
        grads = tape.gradient(loss, model.trainable_weights)  # want "these gradients are computed in a loop but never applied: no optimizer gets them"
        print(float(loss))
    return grads


def forgets_watched(rows):
    weights = tf.zeros((3, 1))
    for x in rows:
        with tf.GradientTape() as tape:
            tape.watch(weights)
            loss = tf.reduce_mean(x @ weights)
        grads = tape.gradient(loss, weights)  # want "these gradients are computed in a loop but never applied: no optimizer gets them"
        print(float(loss))
    return grads


net = tf.keras.applications.ResNet50()
radius(net)
attributions([tf.zeros(3)])
sizes(net, [tf.zeros(3)])
forgets(net, [tf.zeros(3)])
forgets_watched([tf.zeros((1, 3))])
