import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import StratifiedKFold
from sklearn.ensemble import GradientBoostingClassifier as G
df = pd.read_csv("g.csv")
X, y = SMOTE(random_state=0).fit_resample(df.drop(columns=["y"]), df["y"])
out = []
for i, j in StratifiedKFold(5, shuffle=True, random_state=0).split(X, y):
    m = G(random_state=0).fit(X.iloc[i], y.iloc[i])
    out.append(m.score(X.iloc[j], y.iloc[j]))
print(sum(out) / 5)
