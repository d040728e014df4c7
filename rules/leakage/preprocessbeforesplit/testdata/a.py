import numpy as np
import pandas as pd
from sklearn import preprocessing
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, Normalizer, StandardScaler

frame = pd.read_csv("data.csv")
y = frame.pop("y")

scaler = StandardScaler()
scaler.fit(frame)  # want "StandardScaler is fitted on all rows before train_test_split splits them"
scaled = scaler.transform(frame)
a_train, a_test, y_train, y_test = train_test_split(scaled, y)

frame["age"] = frame["age"].fillna(frame["age"].mean())  # want "the mean is fitted on all rows before train_test_split splits them"
frame["city"] = frame["city"].fillna("unknown")
b_train, b_test = train_test_split(frame)

other = pd.read_csv("other.csv")
tokens = TfidfVectorizer().fit_transform(other.text)  # want "TfidfVectorizer is fitted on all rows before cross_val_score splits them"
print(cross_val_score(LogisticRegression(), tokens, y))

third = pd.read_csv("third.csv")
reduced = PCA(2).fit_transform(third)  # want "PCA is fitted on all rows before GridSearchCV splits them"
GridSearchCV(LogisticRegression(), {}).fit(reduced, y)

fourth = preprocessing.scale(pd.read_csv("fourth.csv"))  # want "scale is fitted on all rows before a slice splits them"
n = int(len(fourth) * 0.8)
LogisticRegression().fit(fourth[:n], y[:n])


def clean(data):
    data["x"] = (data["x"] - data["x"].min()) / data["x"].std()  # want "the min is fitted on all rows before train_test_split splits them" "the std is fitted on all rows before train_test_split splits them"
    return data


fifth = clean(pd.read_csv("fifth.csv"))
c_train, c_test = train_test_split(fifth)
