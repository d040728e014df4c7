import pandas as pd
from sklearn.linear_model import LinearRegression

train = pd.read_csv("house.csv")
valid = pd.read_csv("valid.csv")
model = LinearRegression()
model.fit(train[["a"]], train["y"])
pred = model.predict(valid[["a"]])
print("rmse", ((pred - valid["y"]) ** 2).mean())
