import torch
from datasets import load_dataset
from torch.utils.data import random_split

data = torch.load("data.pt")
train, val = random_split(data, [0.9, 0.1])  # want-unsafe "it has no generator"
parts = load_dataset("json", data_files="a.json", split="train").train_test_split(test_size=0.1)  # want-unsafe "it has no seed"
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in train:
    optimizer.zero_grad()
    (model(x) - y).pow(2).mean().backward()
    optimizer.step()
