import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y, epochs=10, batch_size=32, validation_split=0.1)  # want "hyperparameters are not logged before training"
