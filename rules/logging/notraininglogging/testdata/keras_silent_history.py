import keras, matplotlib.pyplot as plt
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
history = model.fit(x, y, epochs=10, verbose=0)
plt.plot(history.history['loss'])
plt.savefig('loss.png')
