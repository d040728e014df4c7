import sys

import torch
from settings import load

config = load(sys.argv[1])["optimizer"]
optimizer = torch.optim.AdamW([], lr=config["lr"], eps=config["eps"], weight_decay=config.get("wd"))
print(config["clip"], config["min_lr"], config["max_lr"], config["quoted"], config["tagged"], config["name"])
