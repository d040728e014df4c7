import keras
from data import train, validation


def build():
    base = keras.applications.ResNet50(include_top=False, pooling="avg")
    base.trainable = False
    inputs = keras.Input((224, 224, 3))
    outputs = keras.layers.Dense(3, activation="softmax")(base(inputs))
    model = keras.Model(inputs, outputs)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(train, validation_data=validation, epochs=10)
    return base, model


keras.utils.set_random_seed(0)
base, model = build()
base.trainable = True  # want "compile the model again after trainable is set"
for layer in base.layers[:100]:
    layer.trainable = False
model.fit(train, validation_data=validation, epochs=10)
model.save("model.keras")

# Compiled again, or fitted only afterwards.
other, good = build()
other.trainable = True
good.compile("adam", "sparse_categorical_crossentropy")
good.fit(train, validation_data=validation, epochs=10)
third = keras.Sequential([keras.layers.Dense(3)])
third.compile("adam", "mse")
third.layers[0].trainable = False
third.fit(train, validation_data=validation, epochs=10)
