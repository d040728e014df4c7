import argparse

import numpy as np
import torch


def main(args):
    order = np.random.permutation(10)
    model = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    for epoch in range(3):  # want-unsafe "torch and numpy are not seeded|numpy and torch are not seeded"
        for x, y in torch.load("data.pt")[order]:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    main(parser.parse_args())
