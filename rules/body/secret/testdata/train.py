import torch
import wandb

KEY = "AKIAQ4D7XWR2LMTB5VZC"  # want "an AWS access key ID"

wandb.login(key="9f3c61d07be2485a1c94e7f02d6b8a35c7f1e0d9")  # want "Weights & Biases"
wandb.login(key=KEY)
digest = "9f3c61d07be2485a1c94e7f02d6b8a35c7f1e0d9"
