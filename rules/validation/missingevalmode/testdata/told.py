import keras
import tensorflow as tf

model = keras.Sequential([keras.layers.Dropout(0.5), keras.layers.Dense(1)])
optimizer = keras.optimizers.Adam()



for epoch in range(10):
    for x, y in train_data:
        with tf.GradientTape() as tape:
            value = tf.reduce_mean((model(x, training=True) - y) ** 2)
        optimizer.apply_gradients(zip(tape.gradient(value, model.trainable_variables), model.trainable_variables))
    for x, y in val_data:
        print(tf.reduce_mean((model(x, training=True) - y) ** 2))  # want "model is evaluated with training=True"
    for x, y in val_data:
        print(tf.reduce_mean((model(x, training=False) - y) ** 2))
