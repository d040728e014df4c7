# options: [{argument: shuffle=False}, {argument: batch_size=1}, {call: numpy.load, argument: allow_pickle=True}, {argument: dtype=torch.float16}, {argument: verify}]
import numpy as np
import torch
from torch.utils.data import DataLoader


def make(rows, dtype=torch.float32, *, verify=False):
    return rows.to(dtype)


class Reader:
    def __init__(self, path: str, shuffle: bool = True):
        self.path = path

    def read(self, shuffle):
        return shuffle


def other(*args):
    return args


HALF = torch.float16
rows = [1]
DataLoader(rows, 1, False)  # want "batch_size=1" "shuffle=False"
DataLoader(rows, 8, True)
DataLoader(*rows, 1, False)
np.load("a.npy", None, True)  # want "allow_pickle=True is forbidden here"
np.load("a.npy", "r")
make(rows, HALF)  # want "dtype=HALF"
make(rows, torch.float32)
make(*rows, torch.float16)
Reader("a", False)  # want "shuffle=False"
Reader("a").read(False)
other(rows, False)
make(rows, verify=True)  # want "verify=True"
