import torch
from engine import run

if __name__ == "__main__":
    run(torch.nn.Linear(3, 1), torch.load("small.pt"))
