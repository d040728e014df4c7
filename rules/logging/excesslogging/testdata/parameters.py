import torch
from torch import nn
from torch.utils.tensorboard import SummaryWriter

writer = SummaryWriter()
model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step, (x, y) in enumerate(load()):
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    for name, p in model.named_parameters():
        writer.add_scalar(name, p.norm(), step)  # want `torch\.utils\.tensorboard\.SummaryWriter\.add_scalar logs something for each of torch\.nn\.Linear\.named_parameters at every step`
