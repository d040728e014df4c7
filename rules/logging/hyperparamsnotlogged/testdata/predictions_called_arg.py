import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y, epochs=10)  # want "hyperparameters are not logged before training"
test_arg = model.predict(xv).argmax(1)
print('accuracy', sum(test_arg) / len(test_arg))
