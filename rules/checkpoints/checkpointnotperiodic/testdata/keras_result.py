import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
opt = tf.keras.optimizers.Adam()
accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
best = 0.0
for epoch in range(10):  # want "checkpoints are only saved when a metric improves"
    for x, y in ds:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
        opt.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    accuracy.reset_state()
    for x, y in val_ds:
        accuracy.update_state(y, model(x, training=False))
    if accuracy.result() > best:
        best = accuracy.result()
        model.save_weights("best.weights.h5")
