"""Parts that a generator, a manager or a key tells apart, whatever else is the same."""
import keras
import lightgbm
import numpy as np
import pandas as pd
from acme.data import Manager, Scenes
from keras.preprocessing.image import ImageDataGenerator
from keras.utils import image_dataset_from_directory
from sklearn.model_selection import GroupKFold, StratifiedKFold

model = keras.Sequential()

images = ImageDataGenerator(rescale=1 / 255, validation_split=0.2)
first = images.flow_from_directory("images", batch_size=32, subset="training")
second = images.flow_from_directory("images", batch_size=32, subset="validation")
model.fit(first, epochs=10, validation_data=second)
model.fit(first, epochs=10, validation_data=images.flow_from_directory("images", batch_size=32, subset="training"))  # want "validation uses the training data"

pixels, labels = np.load("x.npy"), np.load("y.npy")
model.fit(images.flow(pixels, labels, subset="training"), validation_data=images.flow(pixels, labels, subset="validation"))

plain = ImageDataGenerator()
model.fit(plain.flow_from_directory("data/a"), validation_data=plain.flow_from_directory("data/b"))

one = image_dataset_from_directory(["data"], validation_split=0.2, subset="training", seed=1)
two = image_dataset_from_directory(["data"], validation_split=0.2, subset="validation", seed=1)
model.fit(one.cache(), validation_data=two.cache())

manager = Manager("root")
settings = {"fit": {"key": "scenes/a.zarr"}, "judge": {"key": "scenes/b.zarr"}}


def scenes(kind):
    return Scenes(manager.require(settings[kind]["key"]))


model.fit(scenes("fit"), validation_data=scenes("judge"))

for a, b in StratifiedKFold(5, shuffle=True, random_state=1).split(pixels, labels):
    fitted, judged = lightgbm.Dataset(pixels[a], labels[a]), lightgbm.Dataset(pixels[b], labels[b])
    lightgbm.train({"seed": 1}, fitted, valid_sets=(fitted, judged), early_stopping_rounds=100)

frame = pd.read_csv("signal.csv")
parts = []
for split in GroupKFold(5).split(frame, frame["y"], frame["group"]):
    part = []
    part.append(np.unique(frame["group"][split[0]]))
    part.append(np.unique(frame["group"][split[1]]))
    parts.append(part)
groups = np.array(list(frame.groupby("group").apply(lambda rows: rows["x"].values)))
for p, q in parts:
    model.fit(groups[p], groups[p], validation_data=(groups[q], groups[q]))
