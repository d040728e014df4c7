import random

import numpy as np
import torch
from numpy.random import PCG64, RandomState as RS, SeedSequence

rng = np.random.default_rng()  # want "numpy.random.default_rng takes its seed from the operating system"
old = RS(None)  # want "RandomState"
bits = PCG64(seed=None)  # want "PCG64"
sequence = SeedSequence(spawn_key=[1])  # want "SeedSequence"
dice = random.Random()  # want "random.Random"
np.random.seed()  # want "numpy.random.seed"
random.seed(None)  # want "random.seed"
nothing = None
late = np.random.default_rng(nothing)  # want "default_rng"

# Seeded, for others to seed, or with the same seed in every process.
g = torch.Generator(device="cpu")
loader = torch.utils.data.DataLoader(dataset, generator=g)
a = np.random.default_rng(0)
b = np.random.default_rng(seed=args.seed)
c = SeedSequence(entropy=[1])
d = random.Random(3)
e = random.SystemRandom()
f = np.random.default_rng(*values)
h = torch.Generator().manual_seed(1)
i = torch.Generator()
i.manual_seed(2)
torch.utils.data.DataLoader(dataset, generator=i)
j = torch.Generator()
prepare(j)


def noise(seed=None):
    return np.random.default_rng(seed)


class Perturbation:
    def __init__(self, rng=None):
        self.rng = random.Random() if rng is None else rng
        self.other = rng or np.random.default_rng()


def jitter(rng=None):
    if rng is None:
        rng = np.random.default_rng()
    return rng.normal()


dice2 = random.Random()
dice2.seed(args.seed)
