import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
stop = keras.callbacks.EarlyStopping()
model.fit(x, y, epochs=10, verbose=0, callbacks=[stop])  # want "training logs nothing"
other = keras.Sequential([keras.layers.Dense(1)])
other.compile('adam', 'mse')
other.fit(x, y, epochs=10, verbose=0, callbacks=[stop, keras.callbacks.CSVLogger('log.csv')])
