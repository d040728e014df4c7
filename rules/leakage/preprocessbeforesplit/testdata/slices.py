import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

table = np.array(pd.read_csv("d.csv").values)[:, 1:]
table -= table[:1000].mean(axis=0)
LogisticRegression().fit(table[:1000], labels)

scaler = StandardScaler().fit(table[:1000])
LogisticRegression().fit(scaler.transform(table)[:1000], labels)

other = np.array(pd.read_csv("e.csv").values)
other -= other.mean(axis=0)  # want "the mean is fitted on all rows before a slice splits them"
LogisticRegression().fit(other[:1000], labels)
