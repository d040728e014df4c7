import xgboost as xgb

booster = xgb.train({"eta": 0.1}, dtrain, evals=[(dval, "val")])
