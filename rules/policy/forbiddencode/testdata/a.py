# options: [{call: pandas.DataFrame.append, message: use concat}, {import: pickle}, {call: torch.load, argument: weights_only=False}, {argument: shuffle=False, severity: note}, {decorator: functools.lru_cache}, {literal: /home/*}, {path: data/raw/**, access: write}, {path: secrets/*.json}]
import functools
import os
import pickle as p  # want "import|pickle is forbidden here"
import shutil
from functools import lru_cache as cached
from pathlib import Path

import pandas as pd
import torch
from pandas import DataFrame as Table

table = pd.read_csv("data/raw/a.csv")
table = table.append({"a": 1})  # want "pandas.DataFrame.append is forbidden here: use concat"
made = Table()
made.append(table)  # want "pandas.DataFrame.append"
[].append(table)


def extend(frame: pd.DataFrame, names: list):
    frame.append(names)  # want "pandas.DataFrame.append"
    names.append(frame)


UNSAFE = False
torch.load("m.pt", weights_only=UNSAFE)  # want "weights_only=UNSAFE is forbidden here"
torch.load("m.pt", weights_only=True)
torch.utils.data.DataLoader(table, shuffle=False)  # want "shuffle=False"


@cached  # want "@functools.lru_cache"
def first():
    """/home/of/docstrings"""
    return "/home/ada/data"  # want "/home/ada/data"


@functools.lru_cache(maxsize=3)  # want "@functools.lru_cache"
def second():
    return "home/ada"


RAW = Path("data") / "raw"
(RAW / "x.csv").write_text("a")  # want "writing data/raw/x.csv"
(RAW / "x.csv").read_text()
table.to_csv(os.path.join("data", "raw", "b.csv"))  # want "writing data/raw/b.csv"
table.to_csv(f"data/raw/{table}.csv")  # want "writing data/raw/"
table.to_csv("data/processed/b.csv")
open("../data/raw/c.csv", "w")  # want "writing ../data/raw/c.csv"
open("data/raw/c.csv")
shutil.copy("data/raw/c.csv", "data/clean/c.csv")
shutil.copy("data/clean/c.csv", "data/raw/c.csv")  # want "writing data/raw/c.csv"
open("secrets/key.json")  # want "reading secrets/key.json"
