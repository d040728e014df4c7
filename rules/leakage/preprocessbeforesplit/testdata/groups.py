import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.model_selection import KFold

frame = pd.read_csv("cards.csv")
frame["ratio"] = frame["amount"] / frame.groupby("card")["amount"].transform("mean")  # want "the mean is fitted on all rows before KFold splits them"
frame["rate"] = frame.groupby("card")["fraud"].transform("mean")  # want "the mean is fitted on all rows before KFold splits them"
x, y = frame[["ratio", "rate"]], frame["fraud"]
for a, b in KFold(5, shuffle=True, random_state=1).split(x, y):
    LGBMClassifier().fit(x.iloc[a], y.iloc[a])
