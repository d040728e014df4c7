import pandas as pd
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv("a.csv")
ids = {w: i for i, w in enumerate(set(df["city"]))}
df["c"] = df["city"].map(ids)
m = DecisionTreeClassifier(random_state=0).fit(df[["c"]], df["y"])
import joblib; joblib.dump((m, ids), "m.joblib")
