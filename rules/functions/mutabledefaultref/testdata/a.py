from collections.abc import Mapping

import torch

DEFAULTS = {"lr": 1e-3}
LAYERS = list()
TWICE = []
TWICE = [1]
SIZES = (1, 2)
FIRST, SECOND = [], []


def change(base=DEFAULTS):  # want `"base" defaults to DEFAULTS itself, and line 14 changes it`
    base["lr"] = 1
    return 1


def change_nested(base=DEFAULTS, *, layers=LAYERS):  # want `"base".* line 19` `"layers".* line 20`
    base["optimizer"]["lr"] += 1
    layers.append(1)
    del base["lr"]


def give(base=DEFAULTS):  # want `parameter "base" defaults to DEFAULTS itself, and line 25 passes it out for others to change`
    return base


class Trainer:
    def __init__(self, base=(DEFAULTS), other=LAYERS):  # want `"base".* line 30 keeps it`
        self.base = base
        self.other = list(other)


def read(base=DEFAULTS, layers=LAYERS):
    for layer in layers:
        print(layer, base["lr"], base.get("x"))


def copy(base=DEFAULTS):
    base = dict(base)
    base["lr"] = 1
    return base


def promised(base: Mapping = DEFAULTS):
    return base


def others(a=TWICE, b=SIZES, c=FIRST, d=torch.nn):  # want `"c"`
    a.append(1)
    c.append(1)
    return b


def local():
    inner = []

    def f(x=inner):
        x.append(1)
