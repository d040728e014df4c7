# Rows of the training folds alone are repeated: what holds the others out is the mask.
import pandas as pd
import torch
from torch.utils.data import DataLoader, Dataset


class Clips(Dataset):
    def __init__(self, df):
        self.df = df

    def __len__(self):
        return len(self.df)

    def __getitem__(self, i):
        row = self.df.iloc[i]
        return torch.tensor(row["x"]), torch.tensor(row["y"])


fold, rate = 0, 3
df = pd.read_csv("clips.csv")
rare = df[df.clip.isin(df[df["rare"] > 0].clip.unique())]
val_df = df[df["fold"] == fold]
train_df = pd.concat([df[df["fold"] != fold]] + [rare[rare["fold"] != fold]] * rate)
loader = DataLoader(Clips(train_df), batch_size=8, shuffle=True)
model = torch.nn.Linear(4, 2)
optimizer = torch.optim.AdamW(model.parameters())
for epoch in range(20):
    batches = iter(loader)
    for _ in range(len(loader)):
        x, y = next(batches)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
