import torch
from omegaconf import OmegaConf

options = OmegaConf.load("options.yaml")
other = OmegaConf.load("seeded.yaml")
torch.manual_seed(options.seed + other.seed)
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=options.lr)
for epoch in range(options.epochs):
    for x, y in load(other.lr):
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
