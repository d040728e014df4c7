import tensorflow as tf
from tensorflow import keras

data = tf.data.Dataset.load("rows").shuffle(1000, seed=0, reshuffle_each_iteration=False)
train_size = int(0.8 * 1000)
train = data.take(train_size).batch(32)
rest = data.skip(train_size)
val = rest.batch(32)
model = keras.Sequential([keras.layers.Dense(10)])
optimizer = keras.optimizers.Adam()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
for epoch in range(10):
    for x, y in train:
        with tf.GradientTape() as tape:
            value = loss(y, model(x, training=True))
        optimizer.apply_gradients(zip(tape.gradient(value, model.trainable_variables), model.trainable_variables))
    for x, y in val:
        print(float(loss(y, model(x))))
