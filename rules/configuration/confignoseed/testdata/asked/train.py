import sys

import torch
import yaml

config = yaml.safe_load(open(sys.argv[1]))
torch.manual_seed(config["training"]["seed"])
