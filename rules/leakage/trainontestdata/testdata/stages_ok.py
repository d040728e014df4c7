# A loop over a dictionary of dictionaries makes a loader of each part.
import pandas as pd
import torch
from torch.utils.data import DataLoader, Dataset, Subset


class Captions(Dataset):
    def __init__(self, path, split):
        names = {"train": "train.txt", "dev": "dev.txt", "test": "test.txt"}
        with open(names[split]) as f:
            self.ids = [line.strip() for line in f]
        everything = pd.read_csv(path)
        self.df = everything[everything["image"].isin(self.ids)].reset_index(drop=True)

    def __len__(self):
        return len(self.df)

    def __getitem__(self, i):
        return torch.tensor(self.df.loc[i, "x"]), torch.tensor(self.df.loc[i, "y"])


datasets = {}
for split in ["train", "dev", "test"]:
    dataset = Captions("captions.csv", split)
    if split == "train":
        dataset = Subset(dataset, torch.randperm(len(dataset))[:100].tolist())
    datasets[split] = dataset

configs = {
    "train": {"dataset": datasets["train"], "shuffle": True, "key": "train_loader"},
    "dev": {"dataset": datasets["dev"], "shuffle": False, "key": "val_loader"},
    "test": {"dataset": datasets["test"], "shuffle": False, "key": "test_loader"},
    "fit": {"dataset": datasets["train"], "shuffle": False, "key": "fit_loader"},
}
loaders = {}
for split, cfg in configs.items():
    loaders[cfg["key"]] = DataLoader(cfg["dataset"], batch_size=8, shuffle=cfg["shuffle"])


def fit(model, name):
    optimizer = torch.optim.Adam(model.parameters())
    for epoch in range(100):
        for x, y in loaders[name]:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()


fit(torch.nn.Linear(4, 2), "train_loader")
