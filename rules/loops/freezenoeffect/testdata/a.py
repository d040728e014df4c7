import torch
from torch import nn
from torchvision import models


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(4, 4))
        self.token = nn.Parameter(torch.zeros(4))
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(self.encoder(x) + self.token)


def freeze(model):
    for p in model.parameters():
        p.requires_grad == False  # want "this compares requires_grad"


net = Net()
freeze(net)
net.encoder.requires_grad = False  # want "requires_grad on a module does not affect its parameters: nothing is frozen"
net.requires_grad = False  # want "requires_grad on a module does not affect its parameters: nothing is frozen"
net.token.requires_grad = False
net.head.weight.requires_grad = False
net.encoder.requires_grad_(False)
for name, p in net.named_parameters():
    p.requires_grads = False  # want "parameters have no attribute requires_grads"
    p.requires_grad = name == "head"
resnet = models.resnet18()
resnet.layer4.requires_grad = False  # want "requires_grad on a module does not affect its parameters: nothing is frozen"
resnet.fc.bias.requires_grad = False
for child in resnet.children():
    child.requires_grad = False  # want "requires_grad on a module does not affect its parameters: nothing is frozen"
x = torch.ones(4)
x.requires_grad = True
assert x.requires_grad == True
optimizer = torch.optim.SGD([p for p in net.parameters() if p.requires_grad == True], lr=0.1)
for x, y in load():
    optimizer.zero_grad()
    nn.functional.cross_entropy(net(x), y).backward()
    optimizer.step()
