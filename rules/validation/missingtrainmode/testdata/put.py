import torch
from data import loader
from torchvision import models

torch.manual_seed(0)


def fit(model):
    optimizer = torch.optim.SGD(model.parameters(), 1e-3)
    for epoch in range(15):
        for x, y in loader:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()


model = models.resnet18(weights="DEFAULT")
model.eval()  # want "the model is trained in eval mode after this"
fit(model)

good = models.resnet18(weights="DEFAULT")
good.eval()
print(good(torch.zeros(1, 3, 224, 224)))
good.train()
fit(good)
