import xgboost as xgb
b = xgb.train({}, d)  # want "training saves nothing, so a crash loses it all"
