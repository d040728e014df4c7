import xgboost as xgb
b = xgb.train({}, d)
b.save_model("m.json")
