import argparse

import keras

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=0, help="seed of all generators")
args = parser.parse_args()
keras.utils.set_random_seed(args.seed)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(1e-3), loss="mse")
model.fit(x, y, epochs=5, batch_size=32, validation_split=0.1)  # want "learning rate 1e-3, batch size 32 and epochs 5 are literals in the code of this training"
