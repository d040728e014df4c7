import glob
import os
import random
from pathlib import Path

import numpy as np
import tensorflow as tf
import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from torch.utils.data import Dataset, random_split

random.seed(0)
torch.manual_seed(0)

# A slice.
images = glob.glob("images/*.png")  # want `glob\.glob returns files in arbitrary order, and a slice depends on it`
random.shuffle(images)
cut = int(len(images) * 0.8)
first, second = images[:cut], images[cut:]

# A split.
train, test = train_test_split(os.listdir("texts"), test_size=0.2, random_state=0)  # want `os\.listdir returns files in arbitrary order, and train_test_split depends on it`
train, test = train_test_split(sorted(os.listdir("texts")), test_size=0.2, random_state=0)

found = [path for path in Path("audio").rglob("*.wav") if path.stat().st_size]  # want `pathlib\.Path\(\)\.rglob returns files in arbitrary order, and train_test_split depends on it`
train, test = train_test_split(found, random_state=0)
found = sorted(path for path in Path("audio").rglob("*.wav"))
train, test = train_test_split(found, random_state=0)

in_place = list(Path("notes").iterdir())
in_place.sort()
train, test = train_test_split(in_place, random_state=0)

rows = []
for folder in sorted(os.listdir("faces")):
    for name in os.listdir(os.path.join("faces", folder)):  # want `os\.listdir returns files in arbitrary order, and train_test_split depends on it`
        rows.append(np.load(os.path.join("faces", folder, name)))
train, test = train_test_split(rows, random_state=0)


class Scans(Dataset):
    def __init__(self, root):
        self.files = glob.glob(root + "/*.npy")  # want `glob\.glob returns files in arbitrary order, and random_split depends on it`

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return torch.from_numpy(np.load(self.files[i]))


class Sorted(Dataset):
    def __init__(self, root):
        self.files = sorted(glob.glob(root + "/*.npy"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return torch.from_numpy(np.load(self.files[i]))


train, test = random_split(Scans("scans"), [800, 200])
train, test = random_split(Sorted("scans"), [800, 200])

# The numbers of classes.
number_of = {name: i for i, name in enumerate(os.listdir("classes"))}  # want `os\.listdir returns files in arbitrary order, and the numbering depends on it`
labels = []
for i, name in enumerate(os.listdir("classes")):  # want "the numbering"
    for file in os.listdir(os.path.join("classes", name)):
        labels.append(i)
names = os.listdir("classes")  # want "the numbering"
one = names.index("cat")
number_of = {name: i for i, name in enumerate(sorted(os.listdir("classes")))}

# What does not depend on the order.
count = len(glob.glob("images/*.png"))
for i, name in enumerate(os.listdir("logs")):
    print(i, name)
latest = max(glob.glob("checkpoints/*.pt"), key=os.path.getmtime)
some = glob.glob("images/*.png")[:100]
whole = tf.data.Dataset.from_tensor_slices(glob.glob("train/*.png"))

model = RandomForestClassifier(random_state=0).fit(np.load("x.npy"), np.load("y.npy"))
print(model.score(np.load("x_test.npy"), np.load("y_test.npy")))
