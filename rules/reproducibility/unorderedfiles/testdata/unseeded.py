import glob
import random

import numpy as np
import torch

# Each run has rows of its own in each part: the order makes no difference.
files = glob.glob("images/*.png")
random.shuffle(files)
cut = int(len(files) * 0.8)
train, test = files[:cut], files[cut:]

# Without a shuffle it decides.
kept = glob.glob("texts/*.txt")  # want `glob\.glob returns files in arbitrary order, and a slice depends on it`
half = len(kept) // 2
train, test = kept[:half], kept[half:]

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for file in train:
    optimizer.zero_grad()
    model(torch.from_numpy(np.load(file))).sum().backward()
    optimizer.step()
