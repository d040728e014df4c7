"""Random numbers that come out the same in every run."""

import random

import numpy
import torch


def fix_everything(value: int) -> None:
    random.seed(value)
    numpy.random.seed(value)
    torch.manual_seed(value)
