from torch.utils.tensorboard import SummaryWriter
import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
with SummaryWriter() as writer:
    for epoch in range(9):
        for x, y in loader:
            opt.zero_grad()
            ((model(x) - y) ** 2).mean().backward()
            opt.step()
