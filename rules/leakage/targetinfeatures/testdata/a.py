import pandas as pd
import torch
import xgboost as xgb
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, StandardScaler
from tensorflow import keras

table = pd.read_csv("loans.csv")
forest = RandomForestClassifier(random_state=0).fit(table, table["default"])  # want `the features contain "default", which the model should predict`
forest = RandomForestClassifier(random_state=0).fit(table[["age", "default"]].values, table["default"].values)  # want `the features contain "default", which the model should predict`
x_train, x_test, y_train, y_test = train_test_split(table.drop(columns=["id"]), table["default"], random_state=0)  # want `the features contain "default", which the model should predict`
forest = RandomForestClassifier(random_state=0).fit(StandardScaler().fit_transform(x_train), y_train)
rows = xgb.DMatrix(table, label=table["default"])  # want `the features contain "default", which the model should predict`
rows = xgb.DMatrix(table.drop("default", axis=1), label=table["default"])
tensors = torch.utils.data.TensorDataset(torch.tensor(table.values), torch.tensor(table["default"].values))  # want `the features contain "default", which the model should predict`

network = keras.Sequential([keras.layers.Dense(1)])
network.compile(loss="mse")
network.fit(table.to_numpy(), table["default"].to_numpy(), validation_split=0.1)  # want `the features contain "default", which the model should predict`

# Dropped, chosen, or popped.
forest = RandomForestClassifier(random_state=0).fit(table.drop("default", axis=1), table["default"])
forest = RandomForestClassifier(random_state=0).fit(table[["age", "income"]], table["default"])
a_train, a_test, b_train, b_test = train_test_split(table, table["default"], random_state=0)
forest = RandomForestClassifier(random_state=0).fit(a_train.drop(columns="default"), b_train)

popped = pd.read_csv("more.csv")
target = popped.pop("default")
forest = RandomForestClassifier(random_state=0).fit(popped, target)
deleted = pd.read_csv("most.csv")
target = deleted["default"]
del deleted["default"]
forest = RandomForestClassifier(random_state=0).fit(deleted, target)
in_place = pd.read_csv("all.csv")
target = in_place["default"]
in_place.drop(["default"], axis=1, inplace=True)
forest = RandomForestClassifier(random_state=0).fit(in_place, target)

# Encoded where it stands.
encoded = pd.read_csv("words.csv")
encoded["grade"] = LabelEncoder().fit_transform(encoded["grade"])
forest = RandomForestClassifier(random_state=0).fit(encoded, encoded["grade"])  # want `the features contain "grade", which the model should predict`
forest = RandomForestClassifier(random_state=0).fit(encoded.drop(columns="grade"), encoded["grade"])

# A pipeline may choose columns, and nobody knows which these are.
chosen = make_pipeline(ColumnTransformer([("age", StandardScaler(), ["age"])]), LogisticRegression()).fit(table, table["default"])
forest = RandomForestClassifier(random_state=0).fit(table.iloc[:, :-1], table["default"])
columns = [name for name in table if name != "default"]
forest = RandomForestClassifier(random_state=0).fit(table[columns], table["default"])
