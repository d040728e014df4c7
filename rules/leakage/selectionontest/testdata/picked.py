import joblib
import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split

frame = pd.read_csv("houses.csv")
X_tr, X_te, y_tr, y_te = train_test_split(frame.drop(columns="price"), frame["price"], random_state=1)
X_fit, X_va, y_fit, y_va = train_test_split(X_tr, y_tr, random_state=1)
models = {"ridge": Ridge(), "forest": RandomForestRegressor(random_state=1), "boosting": GradientBoostingRegressor(random_state=1)}

found, errors, rows, valid = {}, {}, [], {}
for name, model in models.items():
    model.fit(X_fit, y_fit)
    predicted = model.predict(X_te)
    errors[name] = mean_absolute_error(y_te, predicted)
    found[name] = {"mae": errors[name], "r2": r2_score(y_te, predicted), "model": model}
    valid[name] = mean_absolute_error(y_va, model.predict(X_va))
    rows.append({"name": name, "r2": r2_score(y_te, predicted), "valid": valid[name]})

by_lambda = max(found, key=lambda name: found[name]["r2"])  # want "model selection uses the test part"
by_get = min(errors, key=errors.get)  # want "model selection uses the test part"
by_pair = min(errors.items(), key=lambda pair: pair[1])[0]  # want "model selection uses the test part"
table = pd.DataFrame(rows)
by_table = table.sort_values("r2", ascending=False).iloc[0]["name"]  # want "model selection uses the test part"
by_column = table.loc[table["r2"].idxmax(), "name"]  # want "model selection uses the test part"

print(table.sort_values("r2"))
by_valid = min(valid, key=valid.get)
by_valid_column = table.sort_values("valid").iloc[0]["name"]
classes = np.argmax(models["forest"].predict(X_te))
largest = max(found, key=len)
joblib.dump(models[by_lambda], "best.joblib")
