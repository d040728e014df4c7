import argparse
from dataclasses import dataclass, field

import torch


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--a", help="explained")
    parser.add_argument("--b")  # want "2 of 3 options have no help text, starting with --b"
    parser.add_argument("--c", help="")
    return parser.parse_args()


def parse_more(parser):
    parser.add_argument("-q", "--quiet")  # want "--quiet has no help text"
    parser.add_argument("files", nargs="*")
    parser.add_argument("--local-rank", type=int)


@dataclass
class TrainConfig:  # want "undocumented settings: TrainConfig has neither a docstring nor comments"
    a: int


@dataclass
class DataConfig:
    """What is trained with."""

    a: int


@dataclass
class ScriptArguments:
    a: int = field(default=1, metadata={"help": "explained"})


@dataclass
class ModelConfig:
    a: int  # layers


@dataclass
class Batch:
    a: int
