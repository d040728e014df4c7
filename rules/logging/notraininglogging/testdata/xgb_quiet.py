import xgboost
model = xgboost.XGBClassifier(n_estimators=10)
model.fit(X, y, eval_set=[(A, b)], verbose=False)  # want "neither scores nor losses of training are logged"
