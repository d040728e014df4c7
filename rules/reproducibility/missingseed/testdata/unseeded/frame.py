import pandas as pd
from sklearn.linear_model import LinearRegression
df = pd.read_csv("x.csv").sample(frac=1)
LinearRegression().fit(df[["a"]], df["y"])  # want "numpy (is|are) not seeded"
