import torch
import yaml

config = yaml.safe_load(open("configs/train.yaml"))
torch.optim.AdamW([], lr=config["lr"], eps=config["adam_eps"], weight_decay=config["wd"])
print(config["commit"], config["exp_name"], config["max_steps"], config["old_lr"], config["drop_lr"], config["min_lr"], config["tol"])
