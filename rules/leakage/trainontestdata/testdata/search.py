import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, train_test_split

table = pd.read_csv("table.csv")
features, target = table[["a", "b"]], table["y"]
train, test, train_y, test_y = train_test_split(features, target, random_state=0)

every = GridSearchCV(Ridge(), {"alpha": [0.1, 1, 10]})
every.fit(features, target)  # want "the model is trained on the test part"
model = Ridge(alpha=every.best_params_["alpha"])
model.fit(train, train_y)
print(model.score(test, test_y))

part = GridSearchCV(Ridge(), {"alpha": [0.1, 1, 10]})
part.fit(train, train_y)
chosen = Ridge(alpha=part.best_params_["alpha"])
chosen.fit(train, train_y)
print(chosen.score(test, test_y))
