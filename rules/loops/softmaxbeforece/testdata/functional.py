import jax
import keras
import mlx.core as mx
import mlx.nn as nn
import optax
from keras import layers


def twice(logits, labels):
    return optax.softmax_cross_entropy(jax.nn.softmax(logits), labels)  # want "cross_entropy applies softmax itself"


def once(logits, labels):
    return optax.softmax_cross_entropy(logits, labels)


def twice_in_mlx(logits, labels):
    return nn.losses.cross_entropy(mx.softmax(logits, axis=-1), labels)  # want "cross_entropy applies softmax itself"


def network(activation):
    inputs = keras.Input((8,))
    return keras.Model(inputs, layers.Dense(3, activation=activation)(layers.Dense(8, activation="relu")(inputs)))


squeezed = network("softmax")
squeezed.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))  # want "cross_entropy applies softmax itself"
told = network("softmax")
told.compile(loss=keras.losses.SparseCategoricalCrossentropy())
plain = network(None)
plain.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
stacked = keras.Sequential([layers.Dense(8), layers.Softmax()])
stacked.compile(loss=keras.losses.CategoricalCrossentropy(from_logits=True))  # want "cross_entropy applies softmax itself"
criterion = keras.losses.CategoricalCrossentropy(from_logits=True)
print(criterion(keras.ops.zeros((1, 8)), stacked(keras.ops.zeros((1, 8)))))  # want "cross_entropy applies softmax itself"
print(criterion(keras.ops.zeros((1, 8)), keras.Sequential([layers.Dense(8)])(keras.ops.zeros((1, 8)))))
print(twice, once, twice_in_mlx)
