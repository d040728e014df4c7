import re

import torch
import yaml

yaml.SafeLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"\d+e-\d+"), list("0123456789"))
config = yaml.safe_load(open("configs/train.yaml"))
optimizer = torch.optim.AdamW([], lr=config["lr"])
