import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

frame = pd.read_csv("data.csv")
x_train, x_test, y_train, y_test = train_test_split(frame.drop(columns="y"), frame["y"], random_state=0)
model = LogisticRegression()
model.fit(x_train, y_train)  # want "training uses all data"
print("accuracy", model.score(x_train, y_train))
