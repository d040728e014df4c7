# options: {classes: all}
import torch


class Model(torch.nn.Module):
    layers = [64]  # want `"layers"`
