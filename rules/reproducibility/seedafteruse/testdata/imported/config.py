import torch

SEED = 3
torch.manual_seed(SEED)
