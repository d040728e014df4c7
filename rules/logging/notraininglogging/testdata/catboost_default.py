from catboost import CatBoostClassifier
model = CatBoostClassifier(iterations=100, learning_rate=0.1)
model.fit(X, y)
