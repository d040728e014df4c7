import keras, json
config = dict(lr=0.001, epochs=10)
json.dump(config, open('config.json', 'w'))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(config['lr']), 'mse')
model.fit(x, y, epochs=config['epochs'], callbacks=[keras.callbacks.CSVLogger('log.csv')])
