import catboost
import lightgbm as lgb
import pandas as pd
import xgboost as xgb
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import train_test_split

frame = pd.read_csv("d.csv")
X_rest, X_test, y_rest, y_test = train_test_split(frame.drop(columns="y"), frame["y"], random_state=0)
X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, random_state=0)

held = lgb.Dataset(X_test, y_test, reference=lgb.Dataset(X_train, y_train))
lgb.train({}, lgb.Dataset(X_train, y_train), valid_sets=[held], callbacks=[lgb.early_stopping(5)])  # want "model selection uses the test part, so the test score is biased"
lgb.train({}, lgb.Dataset(X_train, y_train), valid_sets=[held])
lgb.train({"early_stopping_round": 5}, lgb.Dataset(X_train, y_train), valid_sets=[lgb.Dataset(X_val, y_val)])
xgb.train({}, xgb.DMatrix(X_train, y_train), evals=[(xgb.DMatrix(X_test, y_test), "eval")], early_stopping_rounds=5)  # want "the test part"
xgb.XGBClassifier(early_stopping_rounds=5).fit(X_train, y_train, eval_set=[(X_test, y_test)])  # want "model selection uses the test part, so the test score is biased"
xgb.XGBClassifier(early_stopping_rounds=5).fit(X_train, y_train, eval_set=[(X_test, y_test), (X_val, y_val)])
catboost.CatBoostClassifier().fit(X_train, y_train, eval_set=(X_test, y_test))  # want "model selection uses the test part, so the test score is biased"

best, chosen = 0.0, None
for model in [LogisticRegression(), RidgeClassifier()]:
    model.fit(X_train, y_train)
    print(model.score(X_test, y_test))
    if model.score(X_val, y_val) > best:
        best, chosen = model.score(X_val, y_val), model
best = 0.0
for model in [LogisticRegression(), RidgeClassifier()]:
    score = model.fit(X_train, y_train).score(X_test, y_test)
    if score > best:  # want "model selection uses the test part, so the test score is biased"
        best, chosen = score, model
