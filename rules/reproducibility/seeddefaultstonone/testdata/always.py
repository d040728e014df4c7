import argparse

import numpy as np
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
torch.manual_seed(1)
if args.seed is not None:
    np.random.seed(args.seed)
for x, y in loader:
    model(x, y).backward()
    optimizer.step()
