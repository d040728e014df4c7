"""Rows that a mask or numbers take may be others than those of a slice."""
import numpy as np
import pandas as pd
from lightgbm import LGBMRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

visits = pd.read_csv("visits.csv")
early, late = visits[visits["date"] < 20171101], visits[visits["date"] >= 20171101]
target = visits["revenue"]
count = len(early)
LGBMRegressor().fit(early, target[:count], eval_set=[(late, target[count:])])

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
table = pd.concat([train, test]).to_numpy()
a, b = train_test_split(np.arange(len(train)), random_state=1)
model = LinearRegression().fit(table[a], train["y"][a])
print(model.score(table[b], train["y"][b]), model.predict(table[len(train) :, :]))
