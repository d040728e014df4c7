import tensorboard_logger
import torch
from torch import nn


def main(config, loader):
    tensorboard_logger.configure("runs")
    model = nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=config.lr)
    for epoch in range(config.epochs):
        for step, (x, y) in enumerate(loader):
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            tensorboard_logger.log_value("loss", loss.item(), step)
