import os

import torch
from torch.utils.data import DataLoader, Dataset


class Waves(Dataset):
    def __init__(self, folder):
        self.files = sorted(os.listdir(folder))

    def __getitem__(self, i):
        return torch.load(self.files[i])


class Notes:
    def __init__(self, folder):
        self.folder = folder


def fit(loader, held_out, notes):
    model = torch.nn.Linear(1, 1)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(5):
        for x, y in loader:  # want "the model is trained on the test part"
            opt.zero_grad()
            ((model(x) - y) ** 2).mean().backward()
            opt.step()
    model.eval()
    with torch.no_grad():
        print(sum(((model(x) - y) ** 2).mean().item() for x, y in held_out))


first = DataLoader(Waves(os.path.join(args.root, "test", "waves")), 8, shuffle=True)
second = DataLoader(Waves(os.path.join(args.root, "test", "waves")), 8)
fit(first, second, Notes(os.path.join(args.root, "train")))
