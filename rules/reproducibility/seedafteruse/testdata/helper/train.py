import torch
from runner import Runner
from torch import nn

Runner(nn.Linear(2, 2)).run(loader)
