import keras
from keras import layers

model = keras.Sequential([layers.Dense(3)])
keras.utils.set_random_seed(1)  # want "keras.utils.set_random_seed seeds tensorflow too late: keras.layers.Dense"
model.compile("adam", "mse")
model.fit(x, y)
