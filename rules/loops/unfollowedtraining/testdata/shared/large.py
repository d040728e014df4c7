import torch
from engine import run

if __name__ == "__main__":
    run(torch.nn.Linear(3, 10), torch.load("large.pt"))
