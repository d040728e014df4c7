import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(1e-3), loss="mse")
model.fit(x, y, epochs=5, batch_size=32, validation_split=0.1)  # want "learning rate 1e-3, batch size 32 and epochs 5 are literals in the code of this training"
