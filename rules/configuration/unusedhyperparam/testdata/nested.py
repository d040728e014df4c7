from dataclasses import dataclass, field

import torch
from torch import nn


@dataclass
class OptimConfig:
    lr: float = 1e-3
    momentum: float = 0.9
    nesterov: bool = False  # want "the setting OptimConfig.nesterov is never read"


@dataclass
class Config:
    optim: OptimConfig = field(default_factory=OptimConfig)
    epochs: int = 30


def main():
    cfg = Config()
    torch.manual_seed(0)
    model = nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=cfg.optim.lr, momentum=cfg.optim.momentum)
    for epoch in range(cfg.epochs):
        for x, y in batches():
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()


if __name__ == "__main__":
    main()
