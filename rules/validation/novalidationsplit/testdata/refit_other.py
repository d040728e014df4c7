import joblib
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

frame = pd.read_csv("loans.csv")
X, y = frame.drop(columns=["default"]).values, frame["default"].values
for fitted, held in StratifiedKFold(5, shuffle=True, random_state=5).split(X, y):
    model = HistGradientBoostingClassifier(random_state=5)
    model.fit(X[fitted], y[fitted])
    print(roc_auc_score(y[held], model.predict_proba(X[held])[:, 1]))
other = RandomForestClassifier(random_state=5)
other.fit(X, y)  # want "training uses all data"
joblib.dump(other, "loans.joblib")
