import xgboost as xgb
from ignite.handlers import Checkpoint

Checkpoint.get_default_score_fn("accuracy")
Checkpoint.get_default_score_fn("accuracy", -1.0)  # want "the lowest accuracy"
Checkpoint.get_default_score_fn("loss", score_sign=-1.0)
Checkpoint.get_default_score_fn("loss")  # want "the highest loss"
Checkpoint.get_default_score_fn("loss", sign)
xgb.train({"eval_metric": "rmse"}, data, maximize=True)  # want "the highest rmse"
xgb.train({"eval_metric": "rmse"}, data, maximize=False)
xgb.train({"eval_metric": "auc"}, data, maximize=False)  # want "the lowest auc"
xgb.train(params, data, maximize=True)
