import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, train_test_split
from xgboost import XGBClassifier

leads = pd.read_parquet("leads.parquet")
X, y = leads.drop(columns=["converted"]), leads["converted"]
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, random_state=21)

on_all = RandomizedSearchCV(XGBClassifier(random_state=21), {"max_depth": [3, 5, 7]}, random_state=21)
on_all.fit(X, y)  # want "the model is trained on the test part"
best = on_all.best_estimator_
print(f1_score(y_test, best.predict(X_test)))

on_train = GridSearchCV(XGBClassifier(random_state=21), {"max_depth": [3, 5, 7]})
on_train.fit(X_train, y_train)
print(f1_score(y_test, on_train.best_estimator_.predict(X_test)))
