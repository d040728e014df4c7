import os

import numpy as np
import pandas as pd
import torch
import yfinance as yf


def made_up(days=365):
    price = 1000 * np.cumprod(1 + np.random.normal(0, 0.01, size=days))  # want `numpy\.random\.normal makes up data if yfinance\.download finds none, and the run continues as if it were real`
    return pd.DataFrame({"Close": price})


def prices(ticker):
    try:
        data = yf.download(ticker)
        if not data.empty:
            return data
    except Exception as e:
        print(f"download failed: {e}")
    cache = os.path.join("data", ticker)
    if os.path.exists(cache):
        data = pd.read_feather(cache)
        if not data.empty:
            return data
    return made_up()


def features(path):
    table = None
    try:
        table = pd.read_csv(path)
    except Exception as e:
        print(e)
    if table is None:
        table = pd.DataFrame(np.random.randn(1000, 10))  # want `numpy\.random\.randn makes up data if pandas\.read_csv finds none`
    return table


def fetch(path):
    try:
        return pd.read_parquet(path)
    except OSError as e:
        print(e)
        return None


def labels(path):
    found = fetch(path)
    if found is None or found.empty:
        return pd.Series(np.random.randint(0, 2, 1000))  # want `numpy\.random\.randint makes up data if pandas\.read_parquet finds none`
    return found


# Noise on what was read, a data set that is asked for, data made of other data, and a handler that does not go on.
def noisy(path):
    try:
        table = pd.read_json(path)
    except OSError as e:
        print(e)
        raise
    return table + np.random.normal(0, 1, size=table.shape)


def asked_for(path, synthetic=False):
    try:
        return pd.read_excel(path)
    except OSError as e:
        print(e)
    if synthetic:
        return pd.DataFrame(np.random.randn(1000, 10))
    raise FileNotFoundError(path)


def augmented(cache, path):
    try:
        return pd.read_pickle(cache)
    except OSError as e:
        print(e)
    table = pd.read_orc(path)
    return table + np.random.normal(0, 1, size=table.shape)


model = torch.nn.Linear(10, 1)
made = prices("BTC-USD"), features("x.csv"), labels("y.parquet"), noisy("x.json"), asked_for("x.xlsx"), augmented("x.pkl", "x.orc")
