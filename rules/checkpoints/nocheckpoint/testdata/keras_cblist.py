import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
cbs = []
cbs.append(keras.callbacks.ModelCheckpoint("m_{epoch}.h5"))
model.fit(x, y, epochs=10, validation_split=0.1, callbacks=cbs)

