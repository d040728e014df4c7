# The sampler may be None.
import torch
from torch.utils.data import DataLoader, DistributedSampler


def fit(model, optimizer, distributed):
    if distributed:
        sampler = DistributedSampler(train_set, num_replicas=2, rank=0)  # want-unfixed "nothing calls set_epoch"
    else:
        sampler = None
    loader = DataLoader(train_set, sampler=sampler)
    for epoch in range(3):
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()


fit(model, optimizer, flag)
