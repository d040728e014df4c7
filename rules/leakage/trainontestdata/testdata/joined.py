import pandas as pd
import xgboost as xgb
from sklearn.model_selection import train_test_split

frame = pd.read_csv("data.csv")
train_x, test_x, train_y, test_y = train_test_split(frame[["a"]], frame["y"], random_state=0)
both = xgb.DMatrix(pd.concat([train_x, test_x]), pd.concat([train_y, test_y]))
booster = xgb.train({"seed": 0}, both)  # want "."
print(booster.predict(xgb.DMatrix(test_x)))

apart = xgb.train({"seed": 0}, xgb.DMatrix(train_x, train_y))
print(apart.predict(xgb.DMatrix(test_x)))
