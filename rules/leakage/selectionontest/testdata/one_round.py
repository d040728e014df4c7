import pandas as pd
from catboost import CatBoostClassifier
from sklearn.model_selection import train_test_split

table = pd.read_csv("loans.csv")
x_train, x_test, y_train, y_test = train_test_split(table[["age", "income"]], table["default"], random_state=0)
one = CatBoostClassifier(iterations=1, random_seed=0).fit(x_train, y_train, eval_set=(x_test, y_test))
many = CatBoostClassifier(iterations=100, random_seed=0).fit(x_train, y_train, eval_set=(x_test, y_test))  # want "model selection uses the test part, so the test score is biased"
