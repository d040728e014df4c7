from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
import pandas as pd, joblib
df = pd.read_csv("a.csv")
a, b, c, d = train_test_split(df.drop(columns="t"), df["t"], test_size=.2, random_state=0, stratify=df["t"])
f = RandomForestClassifier(random_state=0).fit(a, c)
print("auc", roc_auc_score(d, f.predict(b)))
joblib.dump(f, "f.joblib")
