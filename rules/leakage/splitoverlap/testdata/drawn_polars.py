import polars as pl
from lightgbm import LGBMRegressor
from sklearn.metrics import mean_absolute_error

rides = pl.read_csv("rides.csv").drop_nulls()
train = rides.sample(fraction=0.8, seed=1)
test = rides.sample(fraction=0.2, seed=2)  # want "this part shares rows with the training part"
names = ["distance", "hour"]
model = LGBMRegressor(random_state=1).fit(train[names].to_pandas(), train["fare"].to_pandas())
print(mean_absolute_error(test["fare"], model.predict(test[names].to_pandas())))

mixed = rides.sample(fraction=1.0, shuffle=True, seed=1)
cut = int(len(mixed) * 0.8)
first, rest = mixed[:cut], mixed[cut:]
other = LGBMRegressor(random_state=1).fit(first.select(names).to_numpy(), first["fare"].to_numpy())
print(mean_absolute_error(rest["fare"], other.predict(rest.select(names).to_numpy())))
