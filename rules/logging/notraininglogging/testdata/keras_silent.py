import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y, epochs=10, verbose=0)  # want "nothing about this training is logged"
model.save('m.keras')
