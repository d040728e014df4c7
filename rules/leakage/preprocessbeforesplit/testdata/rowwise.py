"""Numbers of one row, or of one group that becomes a row, are features; those of all rows leak."""
import cv2
import numpy as np
import pandas as pd
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

means, spreads = [], []
for path in pd.read_csv("images.csv")["path"]:
    image = cv2.imread(path)
    means.append(image.mean())
    spreads.append(np.std(image))
images = pd.DataFrame({"mean": means, "spread": spreads})
a, b = train_test_split(images)

signal = pd.read_csv("signal.csv")["x"].values
windows = []
for start in range(0, len(signal), 150):
    windows.append(np.mean(np.abs(signal[start : start + 150])))
c, d = train_test_split(windows)

orders = pd.read_csv("orders.csv")
customers = orders.groupby("customer")["price"].mean().reset_index()
e, f = train_test_split(customers)

people = pd.read_csv("people.csv").merge(customers, on="customer")
g, h = train_test_split(people)

houses = pd.read_csv("houses.csv")
for column in ["area", "price"]:
    houses[column] = houses[column].fillna(houses[column].median())  # want "the median is fitted on all rows before train_test_split splits them"
i, j = train_test_split(houses)

shops = pd.read_csv("shops.csv")
level = shops.groupby("city")["sales"].mean().reset_index()  # want "the mean is fitted on all rows before train_test_split splits them"
shops = shops.merge(level, on="city")
k, l = train_test_split(shops)
LogisticRegression().fit(k[["sales"]], k["y"])

table = pd.read_csv("table.csv")
best = SelectKBest(score_func=chi2, k=5)
columns = best.fit(table[["a", "b"]], table["y"]).get_support()  # want "the choice of features is fitted on all rows before train_test_split splits them"
m, n = train_test_split(table.loc[:, columns])

history = pd.read_csv("history.csv").sort_values("time")
so_far, level = {}, np.zeros(len(history))
for place, (owner, price) in enumerate(zip(history["owner"], history["price"])):
    seen = np.fromiter((p for p in so_far.get(owner, [])), dtype=np.float64)
    if seen.size:
        level[place] = float(seen.mean())
    so_far.setdefault(owner, []).append(price)
history["level"] = level
o, p = train_test_split(history)


def filled(column):
    return np.array(column.fillna(np.nanmean(np.array(column))))  # want "the nanmean is fitted on all rows before train_test_split splits them"


flats = pd.read_csv("flats.csv")
cells = np.zeros((len(flats), 2))
for number, column in enumerate(["area", "rent"]):
    cells[:, number] = filled(flats[column])
q, r = train_test_split(cells)
