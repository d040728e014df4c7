import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")

model.fit(x, y, epochs=10, validation_split=0.1, callbacks=[keras.callbacks.EarlyStopping()])  # want "training saves nothing, so a crash loses it all"

