import sys

import torch
from lightning.pytorch.loggers import CometLogger, TensorBoardLogger, WandbLogger
from torch import nn

logger = {"board": TensorBoardLogger, "comet": CometLogger, "wandb": WandbLogger}[sys.argv[1]]("runs")  # one of them
model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in load():
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    logger.log_metrics({"loss": loss.item()})
