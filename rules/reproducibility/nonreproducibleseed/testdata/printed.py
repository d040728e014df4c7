import random

import torch

if opt.manualSeed is None:
    opt.manualSeed = random.randint(1, 10000)
print("Random Seed: ", opt.manualSeed)
random.seed(opt.manualSeed)  # want "the run can be repeated only with the printed seed"
torch.manual_seed(opt.manualSeed)
