"""How far results on the test part differ from each other is no preparation of it."""
import pandas as pd
from sklearn.linear_model import LogisticRegression

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
model = LogisticRegression().fit(train[["a"]], train["y"])
test_scores = pd.DataFrame({"cost": model.predict_proba(test[["a"]])[:, 1]})
spread = float(test_scores["cost"].max() - test_scores["cost"].min())
print(spread)
test["a"] = test["a"] - test["a"].mean()  # want "the mean is fitted on the test part"
