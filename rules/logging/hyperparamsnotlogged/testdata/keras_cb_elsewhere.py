import argparse
import tensorflow as tf
from project.callbacks.engine import build_callbacks
from project.data import load

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=50)
args = parser.parse_args()
tf.random.set_seed(1)
x, y = load()
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs=args.epochs, validation_split=0.1, callbacks=build_callbacks(args))
