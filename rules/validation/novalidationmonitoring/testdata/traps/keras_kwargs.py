import keras

model = keras.Sequential()
model.fit(x, y, **options)
model.fit(x, y, validation_split=0.1)
