import pandas as pd, xgboost as xgb
from sklearn.model_selection import train_test_split
df = pd.read_csv("h.csv")
tr, te = train_test_split(df, random_state=0)
m = xgb.XGBRegressor(n_estimators=200, random_state=0)
m.fit(tr, tr["price"])
print(m.score(te, te["price"]))
m.save_model("m.json")
