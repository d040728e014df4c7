import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
cb = keras.callbacks.ModelCheckpoint("m.keras")  # want "every checkpoint overwrites the previous one"
model.fit(x, y, epochs=10, validation_split=0.1, callbacks=[cb])

