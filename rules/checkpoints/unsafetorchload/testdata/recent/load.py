import torch

state = torch.load("a.pt")  # want "True by default since torch 2.6"
