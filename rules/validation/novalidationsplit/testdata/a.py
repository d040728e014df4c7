import pandas as pd
from sklearn.linear_model import LinearRegression

frame = pd.read_csv("data.csv")
model = LinearRegression()
model.fit(frame[["x"]], frame["y"])  # want "all data goes into this training"
print(model.predict(frame[["x"]]))
