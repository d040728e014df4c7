import torch
import wandb

config = {"learning_rate": 1e-4, "epochs": 10}
config["seed"] = 1
if "device" in config:
    print(config["device"])
wandb.init(config=config)
print(config["learning_rate"], config["seed"], config.get("other"), f"{config}")
print(config["learning_rat"])  # want `config has no key "learning_rat", so this raises KeyError; did you mean "learning_rate"\?`
print(config["optimizer"])  # want `config has no key "optimizer", so this raises KeyError$`


def read(other):
    return config["epoch"], other["epoch"]  # want `did you mean "epochs"`


def read_own(config):
    return config["epoch"]


def handed_on():
    cfg = {"lr": 1, "batch_size": 2}
    fill(cfg)
    print(cfg["batchsize"], cfg["optimizer"])  # want `did you mean "batch_size"`


def unknown(name, more):
    params = {"lr": 1}
    params[name] = 2
    print(params["x"])
    settings = {"lr": 1}
    settings.update(more)
    print(settings["x"])
    options = {"lr": 1, **more}
    print(options["x"])
    hparams = {"lr": 1}
    hparams = more
    print(hparams["x"])


def tried():
    cfg = {"lr": 1}
    try:
        return cfg["seed"]
    except KeyError:
        return 0
    del cfg["lr"]


weights = {"a": 1}
print(weights["b"])
