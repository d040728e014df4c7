import torch

model.load_state_dict(torch.load("a.pt"))  # want-unfixed "before torch 2.6"
