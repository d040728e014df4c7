import logging

import torch
import wandb
from torch import nn

logger = logging.getLogger(__name__)
model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in load():
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    value = loss.item()
    wandb.log({"loss": loss.item()})
    logger.info("loss %.4f", loss.item())
    print("loss", loss.item())  # want `loss is logged here with wandb\.log, logging\.getLogger\.info and builtins\.print`
