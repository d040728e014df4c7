import argparse
import random

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
if args.seed is None:
    args.seed = 7
if args.seed is not None:
    torch.manual_seed(args.seed)
for x, y in loader:
    model(x, y).backward()
    optimizer.step()
