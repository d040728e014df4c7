import pandas as pd
from sklearn.ensemble import RandomForestRegressor

sales = pd.read_csv("sales.csv").sort_values(["store", "day"])
sales["lag"] = sales.groupby("store")["units"].shift(1)
sales["week"] = sales.groupby("store")["units"].transform(lambda units: units.rolling(7).mean())
sales["before"] = sales.groupby("store")["units"].transform(lambda units: units.shift(1).rolling(7).mean())
sales = sales.dropna()
cut = int(len(sales) * 0.8)
with_week = ["lag", "week", "before"]
model = RandomForestRegressor(random_state=0).fit(sales[with_week][:cut], sales["units"][:cut])  # want "contain \"week\", which is computed from \"units\""
print(model.score(sales[with_week][cut:], sales["units"][cut:]))

cars = pd.read_csv("cars.csv").sort_values("hour")
cars["smooth"] = cars["count"].rolling(5, center=True).mean()
cars["later"] = cars["count"].rolling(5).mean().shift(1)
first, rest = cars.iloc[: len(cars) // 2], cars.iloc[len(cars) // 2 :]
smooth = RandomForestRegressor(random_state=0).fit(first[["smooth"]], first["count"])  # want "contain \"smooth\", which is computed from \"count\""
print(smooth.score(rest[["smooth"]], rest["count"]))
lagged = RandomForestRegressor(random_state=0).fit(first[["later"]], first["count"])
print(lagged.score(rest[["later"]], rest["count"]))
