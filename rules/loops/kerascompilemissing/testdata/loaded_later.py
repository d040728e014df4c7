import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.fit(x, y)  # want "this model is never compiled: fit raises an error"
print(keras.models.load_model("best.keras").evaluate(x_test, y_test))
