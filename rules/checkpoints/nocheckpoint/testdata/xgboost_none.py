import xgboost as xgb
b = xgb.train({}, d)  # want "nothing of this training is saved"
