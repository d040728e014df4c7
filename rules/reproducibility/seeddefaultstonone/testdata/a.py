import argparse

import torch


def set_seed(seed):
    torch.manual_seed(seed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=None, help="the seed")  # want "seed defaults to None, and then nothing is seeded"
    parser.add_argument("--lr", type=float)
    args = parser.parse_args()
    if args.seed is not None:
        set_seed(args.seed)
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()


if __name__ == "__main__":
    main()
