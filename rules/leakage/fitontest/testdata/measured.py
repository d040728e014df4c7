# A measure takes the mean of what was to be predicted, and prepares nothing.
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split


def relative_error(y_true, y_pred):
    return np.sum(np.abs(y_pred - y_true)) / np.sum(np.abs(np.mean(y_true) - y_true))


frame = pd.read_csv("data.csv")
x_train, x_test, y_train, y_test = train_test_split(frame[["a"]], frame["y"], random_state=0)
model = LinearRegression().fit(x_train, y_train)
predicted = model.predict(x_test)
print(relative_error(y_test, predicted), 1 - ((y_test - predicted) ** 2).sum() / ((y_test - y_test.mean()) ** 2).sum())
