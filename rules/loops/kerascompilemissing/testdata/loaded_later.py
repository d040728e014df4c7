import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.fit(x, y)  # want "nothing compiles this model"
print(keras.models.load_model("best.keras").evaluate(x_test, y_test))
