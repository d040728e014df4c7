import argparse
import os
import sys
from pathlib import Path

import torch

chosen = argparse.ArgumentParser().parse_args()


def main(args, cfg, config, path: Path):
    assert args.epochs > 0  # want "^args.epochs comes from outside"
    assert chosen.epochs > 0 and chosen.lr < 1, "too much"  # want "^chosen.epochs"
    assert not os.path.exists(path), f"{path} is there"  # want "^os.path.exists"
    assert path.is_file() or cfg["x"]  # want "^path.is_file"
    assert cfg["train"]["epochs"]  # want `^cfg\["train"\]`
    if args:
        assert torch.cuda.is_available(), (  # want "^torch.cuda.is_available"
            "there is no GPU"
        )
    assert "RANK" in os.environ and os.environ["RANK"]  # want "^os.environ"
    assert len(sys.argv) > 1; print("two")  # want "^sys.argv"
    assert config.hidden % config.heads == 0 if config.heads else True, "no" "heads"  # want "^config.hidden"
    assert args.data is not None, "--data is missing"  # want "^args.data"
    assert cfg["say"] == 'a "b"'  # want "^cfg"


def fine(args, config, x, y):
    assert x.shape == y.shape
    assert args.data is not None
    assert isinstance(config.layers, list)
    assert len(args) == 2
    assert args[0] > 0
    assert config is not None
    assert config.validate()
    assert x > 0, args.message
    assert self.args
    assert sorted(x, key=lambda i: args.order[i])
