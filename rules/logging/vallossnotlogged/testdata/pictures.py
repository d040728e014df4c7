import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.utils import save_image

train = DataLoader(datasets.MNIST("data", train=True, transform=transforms.ToTensor()), 32, shuffle=True)
test = DataLoader(datasets.MNIST("data", train=False, transform=transforms.ToTensor()), 32)
model = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.Dropout(0.1), nn.Conv2d(8, 1, 3, padding=1))
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(20):
    model.train()
    for images, _ in train:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(images), images)
        loss.backward()
        optimizer.step()
    print(loss.item())
    model.eval()
    with torch.no_grad():
        for images, _ in test:
            save_image(model(images), f"epoch_{epoch}.png")
