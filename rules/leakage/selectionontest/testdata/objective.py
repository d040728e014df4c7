import optuna
import pandas as pd
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.svm import SVC

frame = pd.read_csv("h.csv")
X_train, X_test, y_train, y_test = train_test_split(frame.drop(columns="y"), frame.y, random_state=0)


def objective(trial):
    model = SVC(C=trial.suggest_float("C", 1e-3, 1e3)).fit(X_train, y_train)
    return model.score(X_test, y_test)  # want "model selection uses the test part"


def good(trial):
    return cross_val_score(SVC(C=trial.suggest_float("C", 1e-3, 1e3)), X_train, y_train).mean()


study = optuna.create_study(direction="maximize")
study.optimize(objective, n_trials=50)
study.optimize(good, n_trials=50)
print(SVC(**study.best_params).fit(X_train, y_train).score(X_test, y_test))
