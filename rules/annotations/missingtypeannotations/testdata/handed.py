import optuna
import ray
import wandb
import xgboost as xgb
from hyperopt import fmin
from ray import tune


def score(params, x, y):  # want "score has no type annotation for params, x, y and its result"
    model = xgb.XGBRegressor(**params)
    model.fit(x, y)
    return model.score(x, y)


def boosted(params, data):  # want "boosted"
    return xgb.train(params, data)


def scaled(scaler, x):
    scaler.fit(x)
    return x


def objective(trial):  # want "objective has no type annotation for trial and its result"
    return trial.suggest_float("lr", 1e-5, 1e-1)


def other(trial):  # want "other"
    return trial.suggest_float("lr", 1e-5, 1e-1)


def trial_fn(config):  # want "trial_fn"
    tune.report({"loss": config["lr"]})


def sweep():  # want "sweep has no type annotation for its result"
    wandb.log({"loss": 1})


def loss_of(params):  # want "loss_of"
    return params["lr"]


def helper(trial):
    return trial.number


def cross_validated(params, data):  # want "cross_validated has no type annotation for params, data and its result"
    return xgb.cv(params, data)["test-rmse-mean"].min()


def annotated(params: dict, x: object, y: object) -> object:
    return xgb.XGBRegressor(**params).fit(x, y)


def search(study: optuna.Study) -> None:
    def inner(trial):  # want "inner"
        lr = trial.suggest_float("lr", 1e-5, 1e-1)
        depth = trial.suggest_int("depth", 1, 9)
        return lr * depth

    study.optimize(inner, n_trials=3)
    optuna.create_study().optimize(objective, n_trials=helper(study.trials[0]))
    optuna.create_study().optimize(func=other)
    tune.Tuner(trial_fn).fit()
    wandb.agent("id", function=sweep)
    fmin(fn=loss_of, space={})
