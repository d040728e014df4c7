import numpy as np
import pandas as pd
from datasets import load_dataset
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from transformers import Trainer

frame = pd.read_csv("data.csv")
train, _ = train_test_split(frame, random_state=0)
_, test = train_test_split(frame, random_state=1)  # want "shares rows with the training part"
one = LogisticRegression().fit(train[["x"]], train["y"])
print(one.score(test[["x"]], test["y"]))

# The same seed is the same split.
_, same = train_test_split(frame, random_state=0)
two = LogisticRegression().fit(train[["x"]], train["y"])
print(two.score(same[["x"]], same["y"]))

# A split of the training part.
fit, val = train_test_split(train, random_state=3)
three = LogisticRegression().fit(fit[["x"]], fit["y"])
print(three.score(val[["x"]], val["y"]))

# Two experiments, each with a split of its own.
a, b = train_test_split(frame, random_state=4)
four = LogisticRegression().fit(a[["x"]], a["y"])
print(four.score(b[["x"]], b["y"]))

X, y = np.load("x.npy"), np.load("y.npy")
n = len(X) * 8 // 10
five = LogisticRegression().fit(X[:n], y[:n])
print(five.score(X[n // 2 :], y[n // 2 :]))  # want "shares rows"
print(five.score(X[n:], y[n:]))
six = LogisticRegression().fit(X[:1000], y[:1000])
print(six.score(X[900:], y[900:]))  # want "shares rows"
print(six.score(X[1000:], y[1000:]))

text = load_dataset("imdb", split="train")
first = text.train_test_split(0.1, seed=1)
second = text.train_test_split(0.1, seed=2)  # want "shares rows"
Trainer(model=model, train_dataset=first["train"], eval_dataset=second["test"]).train()
Trainer(model=model, train_dataset=first["train"], eval_dataset=first["test"]).train()
