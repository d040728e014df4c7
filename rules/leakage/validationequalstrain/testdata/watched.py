import lightgbm as lgb
import pandas as pd
import xgboost as xgb

# What boosted trees watch is how the training goes, unless it decides when to stop.
table = pd.read_csv("loans.csv")
rows = xgb.DMatrix(table[["age", "income"]], label=table["default"])
booster = xgb.train({"seed": 0}, rows, 100, evals=[(rows, "train")])
booster = xgb.train({"seed": 0}, rows, 100, evals=[(rows, "train")], early_stopping_rounds=5)  # want "validation uses the training data, so it can't show overfitting"
light = lgb.LGBMClassifier(random_state=0)
light.fit(table[["age", "income"]], table["default"], eval_set=[(table[["age", "income"]], table["default"])])
