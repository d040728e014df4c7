import sys

import numpy as np
import torch
from torch import nn


def main(start):
    if start < 0:
        start = np.random.randint(2**31, dtype="int64").item()  # what the run is seeded with
    np.random.seed(start)
    torch.manual_seed(start)
    model = nn.Linear(3, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x, y in load():
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


if __name__ == "__main__":
    main(int(sys.argv[1]))
