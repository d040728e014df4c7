"""A loop over phases whose mode is a comparison."""
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

to_tensor = transforms.ToTensor()
loaders = {
    "train": DataLoader(datasets.ImageFolder("data/train", to_tensor), 32, shuffle=True),
    "val": DataLoader(datasets.ImageFolder("data/val", to_tensor), 32),
}
model = nn.Linear(4, 2)
optimizer = torch.optim.AdamW(model.parameters())
for epoch in range(15):
    for phase in ("train", "val"):
        model.train(phase == "train")
        for x, y in loaders[phase]:
            with torch.set_grad_enabled(phase == "train"):
                loss = nn.functional.cross_entropy(model(x), y)
            if phase == "train":
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        print(phase, epoch, loss.item())
