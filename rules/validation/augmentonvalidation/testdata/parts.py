import torch
from torch.utils.data import DataLoader, Subset, SubsetRandomSampler, random_split
from torchvision import datasets, transforms

flip = transforms.Compose([transforms.RandomHorizontalFlip(), transforms.ToTensor()])  # want "RandomHorizontalFlip changes"
turn = transforms.Compose([transforms.RandomRotation(10), transforms.ToTensor()])  # want "RandomRotation changes"
crop = transforms.Compose([transforms.RandomCrop(20), transforms.ToTensor()])
plain = transforms.ToTensor()


def fit(train_loader, other_loader):
    model = torch.nn.Linear(2, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        for x, y in other_loader:
            print((model(x).argmax(1) == y).sum())


data = datasets.MNIST("d", transform=flip)
train, other = random_split(data, [50000, 10000])
fit(DataLoader(train, shuffle=True), DataLoader(other))

data = datasets.MNIST("d", transform=turn)
rows = torch.randperm(len(data)).tolist()
fit(DataLoader(data, sampler=SubsetRandomSampler(rows[10000:])), DataLoader(data, sampler=SubsetRandomSampler(rows[:10000])))

# Only the rows are shared.
train, other = Subset(datasets.MNIST("d", transform=crop), rows[10000:]), Subset(datasets.MNIST("d", transform=plain), rows[:10000])
fit(DataLoader(train, shuffle=True), DataLoader(other))
