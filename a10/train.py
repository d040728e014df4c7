import keras
from d import xtr, ytr, xva, yva
keras.utils.set_random_seed(0)
m = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
cb = keras.callbacks.ModelCheckpoint("best-{epoch}.keras", monitor="val_accuracy", mode="min", save_best_only=True)
m.fit(xtr, ytr, epochs=40, validation_data=(xva, yva), callbacks=[cb])
