import optuna
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsRegressor

frame = pd.read_csv("rows.csv")
X_train, X_test, y_train, y_test = train_test_split(frame.drop(columns="y"), frame["y"], random_state=0)


def by_test(trial):
    model = RandomForestRegressor(max_depth=trial.suggest_int("depth", 2, 12), random_state=0)
    model.fit(X_train, y_train)
    return mean_squared_error(y_test, model.predict(X_test))  # want "model selection uses the test part"


def by_folds(trial):
    model = RandomForestRegressor(max_depth=trial.suggest_int("depth", 2, 12), random_state=0)
    return -cross_val_score(model, X_train, y_train, scoring="neg_mean_squared_error").mean()


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
study.optimize(by_test, n_trials=30)
right = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
right.optimize(by_folds, n_trials=30)
final = RandomForestRegressor(max_depth=right.best_params["depth"], random_state=0).fit(X_train, y_train)
print(mean_squared_error(y_test, final.predict(X_test)))

best, score = None, 0
for k in range(1, 20):
    found = KNeighborsRegressor(k).fit(X_train, y_train).score(X_test, y_test)
    if found > score:  # want "model selection uses the test part"
        best, score = k, found
print(best, KNeighborsRegressor(best).fit(X_train, y_train).score(X_test, y_test))

good, folds = None, 0
for k in range(1, 20):
    of_folds = cross_val_score(KNeighborsRegressor(k), X_train, y_train).mean()
    if of_folds > folds:
        good, folds = k, of_folds
print(good)
