import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

fabric = L.Fabric()
train = DataLoader(datasets.MNIST("data", train=True, transform=transforms.ToTensor()), 32, shuffle=True)
test = DataLoader(datasets.MNIST("data", train=False, transform=transforms.ToTensor()), 32)
model = nn.Sequential(nn.Flatten(), nn.Dropout(0.1), nn.Linear(784, 10))
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(20):
    for images, labels in train:
        optimizer.zero_grad()
        fabric.backward(nn.functional.cross_entropy(model(images), labels))
        optimizer.step()
    model.eval()
    with torch.no_grad():
        for images, labels in test:
            print((model(images).argmax(1) == labels).float().mean().item())
    fabric.call("on_validation_model_train")
