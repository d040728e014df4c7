import lightgbm as lgb
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score, roc_curve
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from tensorflow import keras

table = pd.read_csv("loans.csv")
x_train, x_test, y_train, y_test = train_test_split(table[["income", "age"]], table["default"], random_state=0)

forest = RandomForestClassifier(random_state=0)
forest.fit(x_train, y_train)
labels = forest.predict(x_test)
print(roc_auc_score(y_test, labels))  # want "roc_auc_score ranks by scores but gets labels"
print(average_precision_score(y_test, y_score=labels))  # want "average_precision_score ranks by scores but gets labels"
print(log_loss(y_test, (forest.predict_proba(x_test)[:, 1] > 0.5).astype(int)))  # want "log_loss ranks by scores but gets labels"
print(roc_auc_score(y_test, np.argmax(forest.predict_proba(x_test), axis=1)))  # want "gets labels"
print(roc_auc_score(y_test, forest.predict_proba(x_test)[:, 1]))

machine = make_pipeline(StandardScaler(), SVC(random_state=0)).fit(x_train, y_train)
rates = roc_curve(y_test, machine.predict(x_test))  # want "roc_curve ranks by scores but gets labels"
rates = roc_curve(y_test, machine.decision_function(x_test))

search = GridSearchCV(RandomForestClassifier(random_state=0), {"max_depth": [2, 4]}).fit(x_train, y_train)
print(roc_auc_score(y_test, search.predict(x_test)))  # want "gets labels"

# What these predict are scores.
regressor = RandomForestRegressor(random_state=0).fit(x_train, y_train)
print(roc_auc_score(y_test, regressor.predict(x_test)))
booster = xgb.train({"seed": 0}, xgb.DMatrix(x_train, label=y_train), 10)
print(roc_auc_score(y_test, booster.predict(xgb.DMatrix(x_test))))
light = lgb.train({"seed": 0}, lgb.Dataset(x_train, label=y_train))
print(roc_auc_score(y_test, light.predict(x_test)))
hard = xgb.XGBClassifier(random_state=0).fit(x_train, y_train)
print(roc_auc_score(y_test, hard.predict(x_test)))  # want "gets labels"

network = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
network.compile(loss="binary_crossentropy")
network.fit(x_train, y_train, validation_split=0.1)
print(roc_auc_score(y_test, network.predict(x_test)))
print(roc_auc_score(y_test, network.predict(x_test).round()))  # want "gets labels"
