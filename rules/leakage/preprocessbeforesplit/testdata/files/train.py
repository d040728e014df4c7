import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from tables import Tables

tables = Tables(pd.read_csv("d.csv")).scale()
train, test = train_test_split(tables.frame)
LogisticRegression().fit(train, labels)
