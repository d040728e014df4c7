# The spread over many passes on the same data is what dropout is kept on for.
import keras
import numpy as np

model = keras.Sequential([keras.layers.Dense(8), keras.layers.Dropout(0.5), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x_train, y_train, epochs=3)
samples = np.stack([model(x_test, training=True) for sample in range(100)])
