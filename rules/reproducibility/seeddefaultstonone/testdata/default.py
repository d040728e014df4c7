import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=42)
args = parser.parse_args()
if args.seed is not None:
    torch.manual_seed(args.seed)
for x, y in loader:
    model(x, y).backward()
    optimizer.step()
