import torch
import torch.nn.functional as F
from net import Net


def fit(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()  # want "applies softmax itself"
        optimizer.step()


fit(Net(), load())
