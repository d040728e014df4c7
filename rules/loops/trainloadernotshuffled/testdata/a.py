import torch
from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    pass


class RandomData:
    pass


class Module:
    def __init__(self):
        self.train_loader = DataLoader(self.train_set, batch_size=8)  # want "the same order in every epoch"

    def train_dataloader(self):
        return DataLoader(self.train_set)  # want "same order"

    def val_dataloader(self):
        return DataLoader(self.val_set)


stream = Stream()
noise = RandomData()
train_loader = DataLoader(train_set, shuffle=True)
train_loader_b = DataLoader(train_set, 8, True)
train_loader_c = DataLoader(train_set, shuffle=False)
train_loader_d = DataLoader(train_set, batch_sampler=batches)
train_loader_e = DataLoader(train_set, **options)
train_loader_f = DataLoader(stream)
train_loader_g = DataLoader(noise)
train_loader_h = DataLoader(train_set, batch_size=None)
train_loader_i = DataLoader(streaming_set)
train_eval_loader = DataLoader(train_set)
train_once = DataLoader(train_set)
first = next(iter(train_once))
test_loader = DataLoader(test_set)
