from catboost import CatBoostClassifier
model = CatBoostClassifier(iterations=100, logging_level="Silent")
model.fit(X, y)
