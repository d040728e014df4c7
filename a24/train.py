import pandas as pd, lightgbm as lgb
from sklearn.model_selection import train_test_split
df = pd.read_csv("sales.csv", parse_dates=["date"]).sort_values("date")
for k in (1, 7, 28):
    df[f"lag{k}"] = df["sales"].shift(k)
df["roll"] = df["sales"].shift(1).rolling(7).mean()
df = df.dropna()
X, y = df[["lag1", "lag7", "lag28", "roll"]], df["sales"]
a, b, c, d = train_test_split(X, y, test_size=.2, random_state=4)
m = lgb.LGBMRegressor(random_state=4).fit(a, c)
print(m.score(b, d))
m.booster_.save_model("m.txt")
