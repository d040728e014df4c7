# One option gives all data to the training, and then nothing validates.
import argparse
import tensorflow as tf

parser = argparse.ArgumentParser()
parser.add_argument("--all-data", action="store_true")
args = parser.parse_args()

train = tf.data.Dataset.load("train")
held_out = tf.data.Dataset.load("held_out")
if args.all_data:
    train = train.concatenate(held_out)
    held_out = None
train = train.batch(32)
if held_out is not None:
    held_out = held_out.batch(32)
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(train, validation_data=held_out, epochs=30)
