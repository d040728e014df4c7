import pandas as pd
from data import grid
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import MinMaxScaler

first, second = pd.read_csv("first.csv"), pd.read_csv("second.csv")
scaler = MinMaxScaler()
model = KNeighborsClassifier().fit(scaler.fit_transform(first[["a", "b"]]), first.y)
print(model.score(scaler.fit_transform(second[["a", "b"]]), second.y))  # want "MinMaxScaler is fitted again, on data that the model is evaluated on"

# Only applied to the second, or fitted for each of two models.
good = KNeighborsClassifier().fit(scaler.fit_transform(first[["a", "b"]]), first.y)
print(good.score(scaler.transform(second[["a", "b"]]), second.y))
other = KNeighborsClassifier().fit(scaler.fit_transform(second[["a", "b"]]), second.y)
print(other.score(scaler.transform(first[["a", "b"]]), first.y))

# To draw all rows.
plain = KNeighborsClassifier().fit(scaler.fit_transform(first[["a", "b"]]), first.y)
drawn = scaler.fit_transform(pd.concat([first, second])[["a", "b"]])
print(plain.predict(grid(drawn[:, 0], drawn[:, 1])))
