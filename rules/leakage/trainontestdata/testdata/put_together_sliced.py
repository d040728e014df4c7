import pandas as pd
from sklearn.linear_model import LogisticRegression

train = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
full = pd.concat([train, test], ignore_index=True)
full = pd.get_dummies(full)
x = full[: len(train)]
x_test = full[len(train):]
model = LogisticRegression(random_state=0)
model.fit(x.drop(columns="y"), x["y"])
pd.DataFrame(model.predict(x_test.drop(columns="y"))).to_csv("submission.csv")
