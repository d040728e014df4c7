from tensorflow import keras


def build():
    return keras.Sequential([keras.layers.Dense(1)])


model = build()
model.fit(x, y, epochs=3)  # want "this model is never compiled: fit raises an error"
