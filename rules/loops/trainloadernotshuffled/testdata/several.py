import torch
from torch.utils.data import DataLoader, DistributedSampler


def both(root):
    return [DataLoader(Images(root, "train"), 8), DataLoader(Images(root, "val"), 8)]  # want "the same order in every epoch"


def both_shuffled(root):
    return [DataLoader(Images(root, "train"), 8, shuffle=True), DataLoader(Images(root, "val"), 8)]


def features(train, test):
    return extract(DataLoader(train, 8)), extract(DataLoader(test, 8))


train, test = DataLoader(first, 8), DataLoader(second, 8)  # want "the same order in every epoch"


def batches(data, size, mix=False):
    return DataLoader(data, size, shuffle=mix)


def sampled(data, size, mix=False):
    return DataLoader(data, size, shuffle=mix, sampler=DistributedSampler(data))


def mixed(data, size, mix=True):
    return DataLoader(data, size, shuffle=mix)


train_batches = batches(train_set, 8)  # want "the same order in every epoch"
train_batches_b = batches(train_set, 8, True)
train_batches_c = batches(train_set, 8, mix=True)
train_batches_d = batches(train_set, **options)
train_batches_e = sampled(train_set, 8)
train_batches_f = mixed(train_set, 8)
train_batches_g = batches(train_stream, 8)
val_batches = batches(val_set, 8)
