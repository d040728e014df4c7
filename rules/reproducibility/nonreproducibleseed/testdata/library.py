import time

import numpy as np


def split(rows, seed=None):
    if seed is None:
        seed = np.random.randint(1000)  # whoever calls this may have seeded NumPy
    np.random.RandomState(seed).shuffle(rows)
    return rows[10:], rows[:10]


def shuffled(rows):
    np.random.RandomState(int(time.time())).shuffle(rows)  # want "the seed comes from time.time"
    return rows
