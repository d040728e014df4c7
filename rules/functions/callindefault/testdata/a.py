import functools
import time
import uuid
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Sequence

import jax
import tensorflow as tf
import torch
import typer
from torch import nn

from mine import make


def clocks(a=time.time(), b=datetime.now(), *, c=f"{uuid.uuid4()}"):  # want `time.time\(\) is called once, when` `datetime.now` `uuid4`
    pass


def modules(a=nn.Linear(1, 2), b=torch.nn.ReLU(), c=nn.CrossEntropyLoss(), d=nn.PReLU()):  # want `share its weights` `nn.ReLU\(\) is called once, and all` `CrossEntropyLoss` `PReLU.* share its weights`
    pass


def others(a=make(), b=[make(1)], c=make(make())):  # want `make\(\) is called once` `make\(1\)` `make\(make\(\)\)` `^make\(\)`
    pass


def harmless(a=tuple([1]), b=float("inf"), c=Path("x"), d=torch.device("cpu"), e=functools.partial(make, 1), f=lambda x: make()):
    pass


def initialized(a=tf.zeros_initializer(), b=jax.nn.initializers.lecun_normal()):
    pass


def declared(a=Depends(make)):
    pass


def promised(a: Sequence[int] = make(), b: int = make()):
    pass


def elsewhere(a=list(), b=defaultdict(list), c=typer.Option(1)):
    pass


def fine(a=nn.ReLU, b=None, c=time.time):
    a = make()
