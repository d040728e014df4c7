import xgboost
model = xgboost.XGBClassifier(n_estimators=10)
model.fit(X, y, eval_set=[(A, b)])
