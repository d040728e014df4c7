import xgboost as xgb
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

features, target = load()
x, x_test, y, y_test = train_test_split(features, target, random_state=0)
x_train, x_val, y_train, y_val = train_test_split(x, y, random_state=0)
booster = xgb.train(
    {"objective": "binary:logistic"},
    xgb.DMatrix(x_train, y_train),
    num_boost_round=500,
    evals=[(xgb.DMatrix(x_val, y_val), "val")],
    early_stopping_rounds=20,
    verbose_eval=False,
)
booster.save_model("model.json")
print("best", booster.best_iteration, booster.best_score)
print("test AUC", roc_auc_score(y_test, booster.predict(xgb.DMatrix(x_test))))
