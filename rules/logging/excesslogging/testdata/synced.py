import torch
import wandb
from torch import nn
from torch.utils.tensorboard import SummaryWriter

wandb.init(project="digits", sync_tensorboard=True)
writer = SummaryWriter()
model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step, (x, y) in enumerate(load()):
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    writer.add_scalar("loss", loss.item(), step)
