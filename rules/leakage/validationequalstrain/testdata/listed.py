# Slices of lists that the program makes itself.
import glob
import os

import torch
from torch.utils.data import DataLoader, Dataset


class Scans(Dataset):
    def __init__(self, files):
        self.files = files

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return torch.load(self.files[i]["image"]), torch.load(self.files[i]["label"])


images = sorted(glob.glob(os.path.join("data", "images", "*.pt")))
labels = sorted(glob.glob(os.path.join("data", "labels", "*.pt")))
pairs = [{"image": image, "label": label} for image, label in zip(images, labels)]


def fit(fitted, judged):
    train, val = DataLoader(Scans(fitted), batch_size=8, shuffle=True), DataLoader(Scans(judged), batch_size=8)
    model = torch.nn.Linear(4, 2)
    optimizer = torch.optim.Adam(model.parameters())
    for epoch in range(100):
        model.train()
        for x, y in train:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            for x, y in val:
                print(torch.nn.functional.cross_entropy(model(x), y).item())


fit(pairs[:-9], pairs[-9:])
