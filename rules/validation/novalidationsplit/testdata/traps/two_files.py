import pandas as pd
from sklearn.svm import SVC

SVC().fit(pd.read_csv("a.csv"), labels)
other = pd.read_csv("b.csv")
