import torch
from torch import nn


def read(sizes=[64, 64], names={}):  # want `parameter "sizes" defaults to \[64, 64\], one object that all calls share; create it in the body` `parameter "names" defaults to \{\}, one object that all calls share; create it in the body`
    layers = [nn.Linear(size, size) for size in sizes]
    print(len(names), names.get("a"), sorted(names), *sizes)
    return nn.Sequential(*layers)


def change(tags=[]):  # want `all calls share, and line 12 changes it;`
    tags.append("run")
    return len(tags)


def extend(tags=[]):  # want `line 17 changes it`
    tags += ["run"]


def inner(groups=([], [])):  # want `line 21 changes it`
    groups[0].append(1)


def keep(tags=[], other={}):  # want `"tags".* line 25 keeps it` `"other".* line 26 keeps it`
    RUNS["last"] = {"tags": tags}
    QUEUE.append(other or None)


class Trainer:
    def __init__(self, callbacks=[], copied=[]):  # want `"callbacks".* line 31 keeps it` `parameter "copied" defaults to \[\], one object that all calls share; create it in the body`
        self.callbacks = callbacks
        self.copied = list(copied)


def hand_out(config={}):  # want `parameter "config" defaults to \{\}, one object that all calls share, and line 36 passes it out for others to change`
    return config, 1


def alias(config={}):  # want `line 41 changes it`
    settings = config
    settings["lr"] = 1e-3


def helper(config, name="lr"):
    config[name] = 1e-3


def pass_on(config={}, other={}, elsewhere={}):  # want `"config".* line 45 changes it` `"other".* line 45` `parameter "elsewhere" defaults to \{\}, one object that all calls share; create it in the body`
    helper(config)
    helper(name="lr", config=other)
    torch.save(elsewhere, "a.pt")


def replaced(config={}):  # want `parameter "config" defaults to \{\}, one object that all calls share; create it in the body`
    config = dict(config)
    config["lr"] = 1
    return config


def forms(
    a=([], 1),  # want `"a" defaults to \(\[\], 1\)`
    b=(z := {}),  # want `"b"`
    c=[] if torch.cuda.is_available() else (),  # want `"c"`
    d=[0] * 3,  # want `"d"`
    e=[1] + [2],  # want `"e"`
    f={**BASE} | {"lr": 1},  # want `"f"`
    g=None or [],  # want `"g"`
):
    print(a)


class Tracker:
    def __init__(self, seen={}, blocks=[1, 2], columns=[]):  # want `"seen".* line 79 changes it` `"blocks".* line 75 keeps it, unchanged in this file` `"columns".* line 76 keeps it; create`
        self.seen = seen
        self.blocks = blocks
        self.columns = columns

    def note(self, key, table):
        self.seen[key] = len(self.blocks)
        self.columns = list(table)
        self.columns.append(key)
