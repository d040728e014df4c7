import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
cb = keras.callbacks.ModelCheckpoint("w_{epoch}.weights.h5", save_weights_only=True)  # want "save_weights_only=True omits the optimizer from the checkpoints, so the run can't be resumed from them"
model.fit(x, y, epochs=10, validation_split=0.1, callbacks=[cb])

