import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y, epochs=10, verbose=0)  # want "training logs nothing"
model.save('m.keras')
