# options: {max: 2}
import argparse
from dataclasses import dataclass

import torch


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--a")  # want "the command line that starts here has 3 settings, more than 2"
    parser.add_argument("--b")
    parser.add_argument("--c")


def short():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--b")
    parser.add_argument("--c")


@dataclass
class TrainConfig:  # want "TrainConfig has 3 settings"
    a: int
    b: int = 1
    c: int = 2
    d = 4


@dataclass
class Batch:
    a: int
    b: int
    c: int
