import copy

import torch
from torch.utils.data import DataLoader, Subset, random_split
from torchvision import datasets, transforms

augment = transforms.Compose([transforms.RandomHorizontalFlip(), transforms.ToTensor()])

whole = datasets.CIFAR10("data", transform=augment)
train_set, valid_set = random_split(whole, [40000, 10000])
valid_set.dataset.transform = transforms.ToTensor()  # want "this sets the transform of the whole data set, and so of its other parts"

base = datasets.CIFAR10("data")
first, second = Subset(base, range(40000)), Subset(base, range(40000, 50000))
first.dataset.transform = augment  # want "whole data set"
second.dataset.transform = transforms.ToTensor()  # want "whole data set"

# A copy of its own, the only part, and the data set itself.
kept, copied = random_split(datasets.CIFAR10("data", transform=augment), [40000, 10000])
copied.dataset = copy.deepcopy(copied.dataset)
copied.dataset.transform = transforms.ToTensor()
few = Subset(datasets.CIFAR100("data"), range(100))
few.dataset.transform = transforms.ToTensor()
test_set = datasets.CIFAR10("data", train=False)
test_set.transform = transforms.ToTensor()

model = torch.nn.Linear(3072, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in DataLoader(train_set, 32, shuffle=True):
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
