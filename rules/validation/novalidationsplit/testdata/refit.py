import joblib
import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

frame = pd.read_csv("loans.csv")
X, y = frame.drop(columns=["default"]).values, frame["default"].values
scores = []
for fitted, held in StratifiedKFold(5, shuffle=True, random_state=5).split(X, y):
    model = HistGradientBoostingClassifier(random_state=5)
    model.fit(X[fitted], y[fitted])
    scores.append(roc_auc_score(y[held], model.predict_proba(X[held])[:, 1]))
    print(scores[-1])
print(np.mean(scores))
last = HistGradientBoostingClassifier(random_state=5).fit(X, y)
joblib.dump(last, "loans.joblib")
