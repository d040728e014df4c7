import joblib
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import KFold

rows = pd.read_csv("rows.csv")
X, y = rows.drop(columns="y").values, rows["y"].values
folds = KFold(5, shuffle=True, random_state=0)

for fold, (train, valid) in enumerate(folds.split(X, y)):
    model = Ridge()
    model.fit(X[train], y[train])
    print(fold, mean_absolute_error(y[valid], model.predict(X[valid])))
joblib.dump(model, "last.joblib")  # want "this saves the model of the last fold"

shared = Ridge()
for train, valid in folds.split(X):
    shared.fit(X[train], y[train])
    print(shared.score(X[valid], y[valid]))
joblib.dump({"model": shared, "columns": list(rows.columns)}, "shared.joblib")  # want "this saves the model of the last fold"

again = Ridge()
for train, valid in folds.split(X):
    again.fit(X[train], y[train])
    print(again.score(X[valid], y[valid]))
again.fit(X, y)
joblib.dump(again, "again.joblib")

best, least = None, np.inf
for train, valid in folds.split(X):
    tried = Ridge().fit(X[train], y[train])
    error = mean_absolute_error(y[valid], tried.predict(X[valid]))
    if error < least:
        best, least = tried, error
joblib.dump(best, "best.joblib")

kept = []
for train, valid in folds.split(X):
    one = Ridge().fit(X[train], y[train])
    print(one.score(X[valid], y[valid]))
    kept.append(one)
joblib.dump(kept, "kept.joblib")
joblib.dump({"models": kept, "folds": 5}, "kept_with.joblib")

for fold, (train, valid) in enumerate(folds.split(X)):
    each = Ridge().fit(X[train], y[train])
    print(each.score(X[valid], y[valid]))
    joblib.dump(each, f"fold_{fold}.joblib")


def score_of(alpha):
    scores = []
    for train, valid in folds.split(X):
        tried = Ridge(alpha=alpha)
        tried.fit(X[train], y[train])
        scores.append(tried.score(X[valid], y[valid]))
    return np.mean(scores)


alpha = max([0.1, 1.0, 10.0], key=score_of)
last = Ridge(alpha=alpha)
last.fit(X, y)
joblib.dump(last, "final.joblib")
