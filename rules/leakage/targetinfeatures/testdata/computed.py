import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

TARGET = "price"


def engineer(homes):
    homes = homes.copy()
    homes["age"] = homes["sold"] - homes["built"]
    homes["per_foot"] = (homes["price"] / homes["feet"]).round(2)
    return homes


homes = engineer(pd.read_csv("homes.csv"))
X, y = homes.drop(columns=[TARGET]), homes[TARGET]
numbers = X.select_dtypes("number").columns.tolist()
by_type = Pipeline([
    ("columns", ColumnTransformer([("numbers", SimpleImputer(), numbers), ("words", OneHotEncoder(), ["city"])])),
    ("model", GradientBoostingRegressor(random_state=0)),
])
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)  # want "the features contain \"per_foot\", which is computed from \"price\""
by_type.fit(X_train, y_train)
print(by_type.score(X_test, y_test))

flats = pd.read_csv("flats.csv")
flats["log_rent"] = np.log1p(flats["rent"])
features = flats.drop(columns="rent")
print(cross_val_score(GradientBoostingRegressor(random_state=0), features, flats["rent"]))  # want "\"log_rent\", which is computed from \"rent\""

plots = pd.read_csv("plots.csv")
plots["log_value"] = np.log1p(plots["value"])
plots["per_metre"] = plots["value"] / plots["metres"]
plots["garden"] = plots["metres"] - plots["house"]
plots["mean_of_town"] = plots.groupby("town")["value"].transform("mean")
plots["last"] = plots["value"].shift(1)
chosen = plots[["garden", "metres"]]
print(cross_val_score(GradientBoostingRegressor(random_state=0), chosen, plots["value"]))
rest = plots.drop(columns=["value", "log_value", "per_metre"])
print(cross_val_score(GradientBoostingRegressor(random_state=0), rest, plots["value"]))
named = Pipeline([("columns", ColumnTransformer([("numbers", SimpleImputer(), ["metres", "garden"])])), ("model", GradientBoostingRegressor(random_state=0))])
print(cross_val_score(named, plots.drop(columns="value"), plots["value"]))
