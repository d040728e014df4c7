import argparse, random
import torch
import torch.nn as nn
opt = argparse.ArgumentParser().parse_args()
if opt.manualSeed is None:
    opt.manualSeed = random.randint(1, 10000)
random.seed(opt.manualSeed)
torch.manual_seed(opt.manualSeed)
netG, netD = nn.Linear(100, 784), nn.Linear(784, 1)
for epoch in range(5):
    for i, data in enumerate(loader, 0):
        netD.zero_grad()
        errD = netD(data).mean(); errD.backward(); optimizerD.step()
