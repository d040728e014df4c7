import optuna
import polars as pl

study = optuna.create_study(direction="minimize")  # want "optuna.create_study takes its seed from the operating system"
sampler = optuna.samplers.TPESampler()  # want "optuna.samplers.TPESampler"
frame = pl.read_csv("d.csv").sample(fraction=0.5)  # want `polars\.read_csv\(\)\.sample takes different rows in every run: it has no seed`
ten = pl.read_csv("d.csv").sample(10)  # want `polars\.read_csv\(\)\.sample takes different rows in every run: it has no seed`

optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
optuna.create_study(storage="sqlite:///study.db")
optuna.samplers.RandomSampler(3)
pl.read_csv("d.csv").sample(fraction=0.5, seed=1)
pl.read_csv("d.csv").filter(pl.col("x") > 0)
