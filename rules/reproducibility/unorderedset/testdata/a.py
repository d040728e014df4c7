import numpy as np
import pandas as pd
import tensorflow as tf
import torch
from datasets import ClassLabel
from sklearn.linear_model import LogisticRegression

table = pd.read_csv("reviews.csv")
number_of = {name: i for i, name in enumerate(set(table["label"]))}  # want "a set of strings has a different order in every process, and the numbering depends on it"
names = list({text.strip() for text in table["label"]})
number_of = {name: i for i, name in enumerate(names)}  # want "a set of strings has a different order in every process, and the numbering depends on it"
label = ClassLabel(names=list(set(table["label"])))  # want "a set of strings"
lookup = tf.keras.layers.StringLookup(vocabulary=list(set(table["word"])))  # want "a set of strings"
classes = list(set(table["label"]))  # want "a set of strings"
y = [classes.index(name) for name in table["label"]]

vocabulary = {}
for word in set(open("corpus.txt").read().split()):  # want "a set of strings"
    vocabulary[word] = len(vocabulary)
by_hand = {}
for i, word in enumerate(set(open("corpus.txt").read().split())):  # want "a set of strings"
    by_hand[word] = i

# Sorted, or in the order of the text.
number_of = {name: i for i, name in enumerate(sorted(set(table["label"])))}
ordered = list(set(table["label"]))
ordered.sort()
number_of = {name: i for i, name in enumerate(ordered)}
seen = {}
for word in open("corpus.txt").read().split():
    if word not in seen:
        seen[word] = len(seen)

# Numbers, whose order is the same everywhere, and numbers that nobody keeps.
digits = {digit: i for i, digit in enumerate(set(np.load("labels.npy").astype(int).argmax(axis=1)))}
ranks = {rank: i for i, rank in enumerate({3, 1, 2})}
for i, name in enumerate(set(table["label"])):
    print(i, name)

model = LogisticRegression().fit(np.load("x.npy"), y)
linear = torch.nn.Linear(2, len(vocabulary))
