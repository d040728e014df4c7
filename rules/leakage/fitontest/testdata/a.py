import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

train, test = train_test_split(pd.read_csv("data.csv"))
scaler = StandardScaler()
train = scaler.fit_transform(train)
test = scaler.fit_transform(test)  # want "StandardScaler is fitted on the test part"
SimpleImputer().fit(test)  # want "SimpleImputer is fitted on the test part"

test_text = pd.read_csv("other.csv")
words = CountVectorizer().fit_transform(test_text)  # want "CountVectorizer is fitted on the test part"

test["x"] = test["x"].fillna(test["x"].mean())  # want "the mean is fitted on the test part"
test["y"] = scaler.transform(test)
print(test.mean())
