import os
import sys
import numpy as np
import torch.nn.functional as F
import torch.nn
from torch import optim  # noqa
from a import b as b
from c import (
    d,
    e,
)
try:
    import apex
except ImportError:
    apex = None

def f(x):
    return F.relu(x)
    print(x)

def g():
    return
    yield

def h(x):
    for y in x:
        continue
        print(y)
    raise ValueError
    print(1)
    print(2)

def i():
    sys.exit(1)
    print(1)

def _unused(x):
    return x

def _used(x: "_Used"):
    return x

class _Used:
    pass

__all__ = ["d"]
def _mp_fn(index):
    return index

if __name__ == "__main__":
    _used(1)
if 1:
    sys.exit()
elif 2:
    print(2)
