import argparse
import json
import sys
from types import SimpleNamespace

import torch
import yaml
from munch import Munch
from omegaconf import OmegaConf


def load(path):
    with open(path) as file:
        return yaml.safe_load(file)


def train(config):
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=config["optimizer"]["learning_rate"])  # want `optimizer in conf/train\.yaml has no key "learning_rate", so this raises KeyError; did you mean "learning_rat"\?`
    for epoch in range(config["epochs"]):
        for x in torch.load(config["data"]["train"]):
            optimizer.zero_grad()
            model(x).sum().backward()
            optimizer.step()
        torch.save(model.state_dict(), f"{config['out_dir']}/{epoch}.pt")  # want `conf/train\.yaml has no key "out_dir", so this raises KeyError$`


def asked_for(config):
    print(config.get("name", "none"), config["optimizer"].get("momentum"))
    if "warmup" in config:
        print(config["warmup"])
    if config.get("resume"):
        print(config["resume_from"])
    try:
        print(config["tags"])
    except KeyError:
        print("no tags")
    config["started"] = True
    print(config["started"])
    if config["mode"] == "slow":
        print(config["delay"])


def attributes():
    config = Munch(load("conf/train.yaml"))
    print(config.epochs, config.get("x"), config.optimizer, getattr(config, "y", None), hasattr(config, "z"))
    print(config.epoch)  # want `has no key "epoch", so this raises AttributeError; did you mean "epochs"`
    omega = OmegaConf.load("conf/train.yaml")
    print(omega.optimizer.learning_rat, omega.optimizer.beta)  # want `optimizer in conf/train\.yaml has no key "beta", so this raises ConfigAttributeError$`
    merged = OmegaConf.merge(omega, OmegaConf.from_cli())
    print(merged.epoch)


def changed(more):
    config = load("conf/train.yaml")
    config.update(more)
    print(config["epoch"])
    config = load("conf/train.yaml")
    config[more] = 1
    print(config["epoch"])
    config = load("conf/train.yaml")
    config = json.load(open("conf/train.json")) if more else config
    print(config["epoch"])
    args = SimpleNamespace(epochs=1, **more)
    print(args.epoch)


def chosen():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="conf/train.yaml")
    config = load(parser.parse_args().config)
    print(config["temperature"])  # another file may have it
    print(config["epoch"])  # want `did you mean "epochs"`
    print(load(sys.argv[1])["epoch"])
    print(load("conf/anchors.yaml")["small"]["width"])
    print(load("conf/anchors.yaml")["small"]["widht"])  # want `did you mean "width"`
    print(load("conf/list.yaml")["x"], load("conf/missing.yaml")["x"])


if __name__ == "__main__":
    train(load("conf/train.yaml"))
    asked_for(load("conf/train.yaml"))
    attributes()
    changed(json.loads(sys.argv[2]))
    chosen()
