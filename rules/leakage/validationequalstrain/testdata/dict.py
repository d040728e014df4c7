import keras
from datasets import load_dataset

raw = load_dataset("glue", "mrpc")
parts = {name: prepare(raw[name]) for name in raw}
model = keras.Sequential([keras.layers.Dense(1)])
model.fit(parts["train"], raw["train"]["label"], validation_data=(parts["validation"], raw["validation"]["label"]))
