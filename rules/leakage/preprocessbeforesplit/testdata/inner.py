import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rest, test = train_test_split(pd.read_csv("data.csv"))
rest = StandardScaler().fit_transform(rest)  # want "StandardScaler is fitted on all rows before train_test_split splits them"
train, val = train_test_split(rest)
