import argparse
import tensorflow as tf
from tensorflow.keras import callbacks as keras_callbacks
from project.data import load


class Interface:
    def __init__(self, args):
        self.args = args
        self.model = self.build(args)

    def build(self, cfg):
        model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
        model.compile("adam", "mse")
        return model

    def fit(self, x, y, epochs, callbacks):
        self.__fit(x, y, epochs, callbacks)

    def __fit(self, x, y, epochs, callbacks, **kwargs):
        self.model.fit(x, y, epochs=epochs, validation_split=0.1, callbacks=callbacks)  # want "training saves nothing"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=50)
    args = parser.parse_args()
    tf.random.set_seed(1)
    x, y = load()
    model = Interface(args)
    model.fit(x, y, epochs=args.epochs, callbacks=[keras_callbacks.TensorBoard()])

main()
