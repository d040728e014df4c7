from state import *
import torch

for epoch in range(3):
    acc = evaluate(epoch)
    if acc > best:
        best = acc
        torch.save(model, "best.pt")
