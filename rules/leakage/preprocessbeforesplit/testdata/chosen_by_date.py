# Rows that a date chooses for training are no whole, although the table that they are of is.
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from tensorflow import keras

data = pd.read_csv("prices.csv").reset_index()
limit = pd.to_datetime("2021-09-01")
training_data = data[data["Date"] < limit].copy().set_index("Date")
test_data = data[data["Date"] >= limit].copy().set_index("Date")
scaler = MinMaxScaler()
scaled = scaler.fit_transform(training_data)
everything = scaler.transform(pd.concat((training_data, test_data)))[1:]
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(scaled, validation_data=everything, epochs=10)
