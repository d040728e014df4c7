# Validation happens two calls down, in another file.
import torch
from engine import run_epoch

for epoch in range(3):
    run_epoch(model, epoch)
