import keras
from keras.callbacks import EarlyStopping


class Scores(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["val_f1"] = 0.5


def build():
    inputs = keras.Input((3,))
    model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
    model.compile(loss="mse", optimizer="adam")
    return model


build().fit(x, y, epochs=3, callbacks=[EarlyStopping()])
build().fit(x, y, epochs=3, callbacks=[EarlyStopping(monitor="loss")])
build().fit(x, y, epochs=3, callbacks=[Scores(), EarlyStopping("val_f1", mode="max")])
