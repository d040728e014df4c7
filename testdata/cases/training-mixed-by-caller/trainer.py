import keras


def fit(data, held):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    model.fit(data[["a", "b"]], data["y"], validation_data=(held[["a", "b"]], held["y"]), epochs=90)
    model.save("model.keras")
    return model
