import tensorflow as tf
ds = tf.data.Dataset.from_tensor_slices((xs := tf.io.read_file("x"), xs)).batch(32)
m = tf.keras.Sequential([tf.keras.layers.Dense(1)])
m.compile("adam", "mse")
m.fit(ds, epochs=20, validation_data=ds)
m.save("m.keras")
