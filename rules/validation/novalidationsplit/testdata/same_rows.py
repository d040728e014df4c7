import pandas as pd
from sklearn.linear_model import LinearRegression

frame = pd.read_csv("house.csv")
model = LinearRegression()
model.fit(frame.iloc[:, 1:], frame["y"])  # want "training uses all data"
errors = model.predict(frame.iloc[:, 1:]) - frame["y"]
print("rmse", (errors**2).mean(), model.score(frame.iloc[:, 1:], frame["y"]))
