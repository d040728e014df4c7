import torch

state = torch.load("a.pt")  # want `weights_only is True by default only since torch 2\.6`
