import lightgbm as lgb
model = lgb.train({"learning_rate": 0.1}, lgb.Dataset(X, y), 100, valid_sets=[v])  # want "neither scores nor losses of training are logged"
