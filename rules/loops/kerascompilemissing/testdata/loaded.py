from tensorflow import keras

model = keras.models.load_model("model.keras")
model.fit(x, y, epochs=3)
