import torch
from torch.utils.data import DataLoader, DistributedSampler


def fit(model, optimizer):
    sampler = DistributedSampler(train_set, num_replicas=2, rank=0)  # want "nothing calls set_epoch"
    val_sampler = DistributedSampler(val_set)
    in_order = DistributedSampler(train_set, shuffle=False)
    loader = DataLoader(train_set, sampler=sampler)
    for epoch in range(3):
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()


fit(model, optimizer)
