import torch
import yaml

config = yaml.safe_load(open("configs/train.yaml"))
optimizer = torch.optim.AdamW([], lr=float(config["lr"]))
