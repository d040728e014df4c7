import os
import random
import time
import uuid
from datetime import datetime

import numpy as np
import torch


def a(seed=int(time.time())):  # want "is called once"
    return seed


def b(seed: int = int(time.time())):  # want "is called once"
    return seed


def c(run: str = datetime.now().isoformat()):  # want "is called once"
    return run


def d(x: float = random.random()):  # want "is called once"
    return x


def e(run_id: str = str(uuid.uuid4())):  # want "is called once"
    return run_id


def f(x: int = np.random.randint(3)):  # want "is called once"
    return x


def g(pid: int = os.getpid()):  # want "is called once"
    return pid


def h(run: str = f"run-{time.time():.0f}"):  # want "is called once"
    return run


def i(run=f"run-{time.time():.0f}"):  # want "is called once"
    return run


print(torch.__version__)
