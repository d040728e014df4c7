import pandas as pd
from sklearn.linear_model import LinearRegression

frame = pd.read_csv("data.csv")
model = LinearRegression()
model.fit(frame[["x"]], frame["y"])  # want "training uses all data"
print(model.predict(frame[["x"]]))
