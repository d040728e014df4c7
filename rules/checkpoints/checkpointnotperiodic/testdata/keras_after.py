import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")

model.fit(x, y, epochs=10, validation_split=0.1)  # want "nothing is saved before training ends"
model.save("m.keras")
