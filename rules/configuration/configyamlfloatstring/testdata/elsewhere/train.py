import torch
import yaml

config = yaml.safe_load(open("configs/model.yaml"))
optimizer = torch.optim.AdamW([], lr=config["lr"])
