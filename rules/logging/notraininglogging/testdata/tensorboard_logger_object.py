import torch
from tensorboard_logger import Logger
from torch import nn


def main(config, loader):
    log = Logger("runs")
    model = nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=config.lr)
    for epoch in range(config.epochs):
        for step, (x, y) in enumerate(loader):
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            log.log_value("loss", loss.item(), step)
