import torch

state = torch.load("a.pt")  # want "before torch 2.6"
