import numpy as np
import pandas as pd
import polars as pl
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split

frame = pd.read_csv("sales.csv")
frame["week"] = frame["sales"].shift(1).rolling(7).mean()
frame["so_far"] = frame["sales"].expanding().mean()
frame["row"] = frame[["a", "b"]].mean(axis=1)
frame["norm"] = frame[["a", "b"]].apply(lambda row: row / row.max(), axis=1)
frame["city"] = frame["city"].map(frame.groupby("city")["sales"].mean())  # want "the mean is fitted on all rows before train_test_split splits them"
frame["shop"] = frame.groupby("shop")["sales"].transform("median")  # want "the median is fitted on all rows before train_test_split splits them"
a, b = train_test_split(frame)

one = pd.read_csv("one.csv")
strength = one.corr()["y"].abs()  # want "the correlation is fitted on all rows before train_test_split splits them"
c, d = train_test_split(one[strength[strength > 0.3].index])

two = pd.read_csv("two.csv")
forest = RandomForestClassifier().fit(two, target)  # want "the choice of features is fitted on all rows before cross_val_score splits them"
cross_val_score(forest, two[two.columns[np.argsort(forest.feature_importances_)[-5:]]], target)

three = pl.read_csv("three.csv").with_columns(pl.col("a") - pl.col("a").mean())  # want "the mean is fitted on all rows before train_test_split splits them"
e, f = train_test_split(three)


def scaled(column):
    return column / column.max()  # want "the max is fitted on all rows before train_test_split splits them"


four = pd.read_csv("four.csv").apply(scaled)
g, h = train_test_split(four)
h["x"] = h["x"].fillna(pd.read_csv("five.csv")["x"].mean())
h["y"] = h["y"].fillna(four["y"].mean())  # want "the mean is fitted on all rows before a slice splits them"
g["x"] = g["x"].fillna(g["x"].mean())
RandomForestClassifier().fit(g, target)
print(RandomForestClassifier().fit(h, target))
