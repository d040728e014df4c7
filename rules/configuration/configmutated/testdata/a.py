import copy

import torch

CONFIG = {"lr": 1e-3, "layers": [64]}
CACHE = {}


def build(config):
    config["lr"] *= 0.1  # want `build changes "config", which belongs to its caller`
    config.pop("name")


def nested(model_cfg: dict):
    if model_cfg:
        model_cfg["optimizer"].update(lr=1)  # want `nested changes "model_cfg"`


class Trainer:
    def __init__(self, hparams, *, cfg):
        hparams.setdefault("lr", 1)  # want `__init__ changes "hparams"`
        del cfg["lr"]  # want `__init__ changes "cfg"`
        self.cfg = cfg


def scale(factor):
    CONFIG["lr"] *= factor  # want `scale changes "CONFIG", the module-level configuration`
    CONFIG["layers"].append(1)
    CACHE["lr"] = 1


def merge_config(config, other):
    config.update(other)


def with_seed(config):
    config["seed"] = 1
    return config


def copied(config):
    config = copy.deepcopy(config)
    config["lr"] = 1


def own(**config):
    config["lr"] = 1


def own_typed(**config: int):
    config["lr"] = 1


class Layer:
    @classmethod
    def from_config(cls, config):
        return cls(config.pop("name"), **config)


def distributed(args, config):
    args.world_size = 8
    config.lr = 1
    lr = config["lr"]
    return config.get("x", lr), len(config)


def other(data):
    data["config"] = 1


CONFIG["seed"] = 1
