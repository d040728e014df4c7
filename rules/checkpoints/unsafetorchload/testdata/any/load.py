import torch

model.load_state_dict(torch.load("a.pt"))  # want-safe "before torch 2.6"
