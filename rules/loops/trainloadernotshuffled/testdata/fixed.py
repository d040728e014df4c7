from torch.utils.data import DataLoader

train_loader = DataLoader(dataset, batch_size=8)  # want-unsafe "same order"
train_loader = DataLoader(  # want-unsafe "same order"
    dataset,
    batch_size=8,
)


def batches(data, mix=False):
    return DataLoader(data, 8, shuffle=mix)


train_batches = batches(train_set)  # want-unsafe "same order"
