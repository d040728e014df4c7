import pandas as pd
from sklearn.linear_model import LogisticRegression

frame = pd.read_csv("x.csv")
ours = frame.sample(frac=0.8, random_state=0)
theirs = frame.sample(frac=0.2, random_state=1)  # want "shares rows with the training part"
model = LogisticRegression().fit(ours.drop(columns="y"), ours.y)
print(model.score(theirs.drop(columns="y"), theirs.y))

rest = frame.drop(ours.index)
good = LogisticRegression().fit(ours.drop(columns="y"), ours.y)
print(good.score(rest.drop(columns="y"), rest.y))
few = rest.sample(frac=0.5, random_state=2)
print(good.score(few.drop(columns="y"), few.y))
