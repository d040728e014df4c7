from catboost import CatBoostClassifier
model = CatBoostClassifier(iterations=100, learning_rate=0.1, verbose=False, allow_writing_files=False)
model.fit(X, y)  # want "neither scores nor losses of training are logged"
