import argparse
import time

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=int(time.time()))
args = parser.parse_args()
torch.manual_seed(args.seed)  # want "the seed comes from time.time"
