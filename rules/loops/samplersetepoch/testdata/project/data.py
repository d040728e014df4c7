from torch.utils.data import DataLoader, DistributedSampler


def load():
    return DataLoader(train_set, sampler=DistributedSampler(train_set))
