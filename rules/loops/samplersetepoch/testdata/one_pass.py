import torch
from torch.utils.data import DataLoader, DistributedSampler

loader = DataLoader(train_set, sampler=DistributedSampler(train_set))
for x in loader:
    optimizer.zero_grad()
    model(x).backward()
    optimizer.step()
