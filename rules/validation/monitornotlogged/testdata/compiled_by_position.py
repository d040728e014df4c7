import keras
import numpy as np


def build(optimizer, loss, metrics):
    model = keras.Sequential()
    model.compile(optimizer, loss, metrics)
    return model


model = build("adam", "mse", ["accuracy"])
inputs, targets = np.load("x.npy"), np.load("y.npy")
model.fit(inputs, targets, validation_split=0.2, callbacks=[
    keras.callbacks.EarlyStopping(monitor="val_accuracy"),
    keras.callbacks.ReduceLROnPlateau(monitor="val_recall"),  # want "this monitors \"val_recall\", which nothing here measures"
])
