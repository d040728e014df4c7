import pandas as pd
import xgboost as xgb

frame = pd.read_csv("train.csv")
model = xgb.XGBClassifier(n_estimators=500, learning_rate=0.05, max_depth=6, random_state=0)
model.fit(frame[["a", "b"]], frame["y"])  # want `learning rate 0\.05, rounds 500 and depth 6 are literals in the code of this training`
