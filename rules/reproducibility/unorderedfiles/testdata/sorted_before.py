# What is made of a sorted list, one by one, has its order.
import os

import torch
from torch.utils.data import DataLoader

names = sorted([f for f in os.listdir("shards") if f.endswith(".pt")])
paths = [os.path.join("shards", name) for name in names]
train, val = DataLoader(paths[:-1], shuffle=True), DataLoader(paths[-1:])

plain = [os.path.join("shards", name) for name in os.listdir("shards")]  # want "arbitrary order"
other_train, other_val = DataLoader(plain[:-1], shuffle=True), DataLoader(plain[-1:])
