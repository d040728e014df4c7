import random

import torch

if opt.manualSeed is None:
    opt.manualSeed = random.randint(1, 10000)
port = random.randint(10000, 20000)
random.seed(opt.manualSeed)
torch.manual_seed(opt.manualSeed)
netG = torch.nn.Linear(1, 1)
for x in loader:
    netG(x).backward()
    optimizer.step()
