import random

import numpy as np
import torch

first = random.randint(0, 1000)
torch.manual_seed(first)  # want `the seed comes from random\.randint and is not recorded: the run can't be repeated`
random.seed(3)
np.random.seed(random.randint(0, 1000))
