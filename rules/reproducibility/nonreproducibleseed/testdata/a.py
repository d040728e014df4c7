import os
import random
import secrets
import time
from datetime import datetime

import jax
import numpy as np
import pytorch_lightning as pl
import torch
from transformers import set_seed

torch.manual_seed(int(time.time()))  # want `the seed comes from time\.time and is not recorded: the run can't be repeated`
np.random.seed(os.getpid())  # want "os.getpid"
random.seed(os.urandom(8))  # want "os.urandom"
pl.seed_everything(secrets.randbelow(1000))  # want "secrets.randbelow"
set_seed(random.SystemRandom().randint(0, 9))  # want "SystemRandom"
key = jax.random.PRNGKey(time.time_ns())  # want "time.time_ns"
rng = np.random.default_rng(int(datetime.now().timestamp()))  # want "datetime"
torch.manual_seed(torch.seed())  # want "torch.seed"
moment = int(time.time())
torch.manual_seed(moment)  # want "time.time"
torch.cuda.manual_seed(moment)


def seed_all(value):
    torch.manual_seed(value)


seed_all(int(time.time()))  # want "time.time"

torch.manual_seed(0)
torch.manual_seed(cfg.seed)
start = time.time()
np.random.seed(len(names))


def init_worker(worker):
    np.random.seed(torch.initial_seed() % 2**32)
