import argparse
from dataclasses import dataclass

from trl import SFTConfig


def get_args():
    parser = argparse.ArgumentParser()
    group = parser.add_argument_group("training")
    group.add_argument("--lr", "-l", type=float)
    group.add_argument("-e", "--num-epochs", type=int)
    group.add_argument("--weight-decay", dest="wd")  # want `the option --weight-decay is never read: no code that runs here uses "wd"`
    parser.add_argument("--dropout")  # want "the option --dropout is never read"
    parser.add_argument("--save")
    parser.add_argument("--old", help="deprecated, has no effect")
    parser.add_argument("--local-rank", type=int)
    parser.add_argument("--version", action="version", version="1")
    parser.add_argument("--custom", action=Custom)
    parser.add_argument("--amp", action="store_true")  # want "--amp"
    parser.add_argument("data")
    return parser.parse_args()


@dataclass
class ModelConfig:
    width: int = 1
    depth: int = 2  # want "the setting ModelConfig.depth is never read"


@dataclass
class MoreConfig(SFTConfig):
    depth_too: int = 2


@dataclass
class Point:
    x: int = 0
