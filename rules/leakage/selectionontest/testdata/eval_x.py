import lightgbm as lgb
import pandas as pd
from sklearn.model_selection import train_test_split

frame = pd.read_csv("rows.csv")
rest, test = train_test_split(frame, random_state=0)
train, valid = train_test_split(rest, random_state=0)

model = lgb.LGBMRegressor(n_estimators=20, random_state=0)
model.fit(train.drop(columns="y"), train["y"], eval_X=(test.drop(columns="y"),), eval_y=(test["y"],), callbacks=[lgb.early_stopping(5)])  # want "model selection uses the test part"

chosen = lgb.LGBMRegressor(n_estimators=20, random_state=0)
chosen.fit(train.drop(columns="y"), train["y"], eval_X=(valid.drop(columns="y"),), eval_y=(valid["y"],), callbacks=[lgb.early_stopping(5)])
print(chosen.score(test.drop(columns="y"), test["y"]))
