import torch
from data import load

loader = load()
for epoch in range(3):
    loader.sampler.set_epoch(epoch)
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()
