import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, Normalizer, StandardScaler

frame = pd.read_csv("data.csv")
y = LabelEncoder().fit_transform(frame.pop("y"))
frame = pd.get_dummies(frame)
frame = frame / 255
frame["x"] = Normalizer().fit_transform(frame[["x"]])
print(frame.mean(), frame["x"].std())

X_train, X_test, y_train, y_test = train_test_split(frame, y)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)
LogisticRegression().fit(X_train, y_train)

pipeline = make_pipeline(MinMaxScaler(), LogisticRegression())
print(cross_val_score(pipeline, frame, y))
GridSearchCV(pipeline, {}).fit(frame, y)

for train, test in KFold(5).split(frame):
    fold = StandardScaler()
    part = fold.fit_transform(frame.values[train])
    LogisticRegression().fit(part, y[train])
    print(fold.transform(frame.values[test]))

# Two files: nothing is split here.
one = pd.read_csv("train.csv")
two = pd.read_csv("test.csv")
other = StandardScaler().fit(one)
LogisticRegression().fit(other.transform(one), y)
print(other.transform(two))

# Looked at, not used.
whole = StandardScaler().fit_transform(frame)
print(whole)
