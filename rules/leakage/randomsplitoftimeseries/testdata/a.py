import lightgbm as lgb
import pandas as pd
import polars as pl
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import GroupKFold, KFold, TimeSeriesSplit, cross_val_score, train_test_split

sales = pd.read_csv("sales.csv")
sales["week"] = sales["sold"].rolling(7).mean()
sales = sales.dropna()
x, y = sales[["week"]], sales["sold"]
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=0)  # want "rows know their neighbours by rolling, so a random split leaks the future"
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, shuffle=False)
for train, test in KFold(5, shuffle=True, random_state=0).split(x):  # want "neighbours by rolling"
    lgb.LGBMRegressor(random_state=0).fit(x.iloc[train], y.iloc[train])
for train, test in TimeSeriesSplit(5).split(x):
    lgb.LGBMRegressor(random_state=0).fit(x.iloc[train], y.iloc[train])
for train, test in GroupKFold(5).split(x, groups=sales["shop"]):
    lgb.LGBMRegressor(random_state=0).fit(x.iloc[train], y.iloc[train])
print(cross_val_score(RandomForestRegressor(random_state=0), x, y, cv=KFold(5, shuffle=True, random_state=0)))  # want "neighbours by rolling"
print(cross_val_score(RandomForestRegressor(random_state=0), x, y, cv=TimeSeriesSplit(5)))

prices = pd.read_csv("prices.csv")
prices["tomorrow"] = prices.groupby("share")["close"].shift(-1)
train, test = train_test_split(prices, random_state=0)  # want "neighbours by shift"


def with_lags(frame):
    return frame.assign(change=frame["load"].diff())


train, test = train_test_split(with_lags(pd.read_csv("load.csv")), random_state=0)  # want "neighbours by diff"

frame = pl.read_csv("traffic.csv").with_columns(pl.col("cars").shift(1).alias("before"))
train, test = train_test_split(frame, random_state=0)  # want "neighbours by shift"

# Rows that know nothing of each other.
plain = pd.read_csv("houses.csv")
plain["per_room"] = plain["area"] / plain["rooms"]
train, test = train_test_split(plain, random_state=0)
model = RandomForestRegressor(random_state=0).fit(x_train, y_train)
