import lightgbm as lgb
model = lgb.train({"learning_rate": 0.1}, lgb.Dataset(X, y), 100, valid_sets=[v], callbacks=[lgb.log_evaluation(10)])
