import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

def train(model, loader, optimizer, criterion):
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()

class Runner:
    def __init__(self, seed=0):
        self.seed = seed
        self._fix()
    def _fix(self):
        torch.manual_seed(self.seed)
    def run(self):
        model = nn.Linear(3, 2)
        train(model, DataLoader(data), torch.optim.SGD(model.parameters(), 0.1), nn.MSELoss())
if __name__ == "__main__":
    Runner().run()
