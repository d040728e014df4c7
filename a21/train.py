import pandas as pd
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.model_selection import cross_val_score
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("g.csv")
X, y = df.drop(columns=["y"]).values, df["y"].values
best = SelectKBest(f_classif, k=20)
Xs = best.fit_transform(X, y)
print(cross_val_score(LogisticRegression(), Xs, y, cv=5).mean())
