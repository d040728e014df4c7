# A strategy runs the step on each replica, and the step takes trainable_weights.
import sys

import tensorflow as tf


class Net:
    def __init__(self, batch_size):
        self.batch_size = batch_size
        self.inputs = tf.keras.Input(shape=(3,))
        self.model = tf.keras.Model(self.inputs, tf.keras.layers.Dense(2, activation="softmax")(self.inputs))
        self.loss_fn = tf.keras.losses.CategoricalCrossentropy(reduction="none")
        self.optimizer = tf.keras.optimizers.Adam(1e-3)

    def train_step(self, inputs):
        x, y = inputs
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(self.loss_fn(y, self.model(x, training=True))) / self.batch_size
        grads = tape.gradient(loss, self.model.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.model.trainable_weights))
        return loss

    def test_step(self, inputs):
        x, y = inputs
        return tf.reduce_sum(self.loss_fn(y, self.model(x, training=False))) / self.batch_size

    @tf.function
    def train_replicas(self, strategy, inputs):
        return strategy.reduce("SUM", strategy.run(self.train_step, args=(inputs,)), axis=None)

    @tf.function
    def test_replicas(self, strategy, inputs):
        return strategy.reduce("SUM", strategy.experimental_run_v2(self.test_step, args=(inputs,)), axis=None)


def rows(path, strategy):
    return strategy.experimental_distribute_dataset(tf.data.Dataset.load(path).batch(8))


def validated(train_path, test_path):
    strategy = tf.distribute.MirroredStrategy()
    train_rows, test_rows = rows(train_path, strategy), rows(test_path, strategy)
    net = Net(8)
    for epoch in range(5):
        for batch in train_rows:
            net.train_replicas(strategy, batch)
        for batch in test_rows:
            print(net.test_replicas(strategy, batch))


def unvalidated(train_path):
    strategy = tf.distribute.MirroredStrategy()
    net = Net(8)
    for epoch in range(5):  # want "training runs without validation"
        for batch in rows(train_path, strategy):
            print(net.train_replicas(strategy, batch))


validated(sys.argv[1], sys.argv[2])
unvalidated(sys.argv[1])
