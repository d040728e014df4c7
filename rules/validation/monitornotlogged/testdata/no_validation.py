import keras
from keras.callbacks import EarlyStopping

model = keras.Sequential([keras.layers.Dense(3)])
model.compile("adam", "mse")
model.fit(x, y, callbacks=[EarlyStopping(monitor="val_loss")])  # want "\"val_loss\", which nothing here measures"
