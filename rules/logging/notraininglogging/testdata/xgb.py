import xgboost as xgb
params = {'eta': 0.1, 'max_depth': 3}
print('params:', params)
bst = xgb.train(params, d, 100, evals=[(v, 'val')])
print('rmse', bst.best_score)
