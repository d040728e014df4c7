# A few rows to look at are no test, and one place that is come to twice parts both halves anew.
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

frame = pd.read_csv("data.csv")
model = LogisticRegression().fit(frame[["x"]], frame["y"])
print(model.predict(frame[0:3]))


class Data:
    def __init__(self, frame):
        self.frame = frame

    def setup(self):
        self.train, self.test = train_test_split(self.frame)


data = Data(frame)
data.setup()
data.setup()
other = LogisticRegression().fit(data.train[["x"]], data.train["y"])
print(other.score(data.test[["x"]], data.test["y"]))
