import torch
import yaml
from omegaconf import OmegaConf

config = OmegaConf.load("configs/train.yaml")
print(yaml.safe_load("a: 1"))
optimizer = torch.optim.AdamW([], lr=config["lr"])
