import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

def seeded(fn):
    def inner(*a, **k):
        torch.manual_seed(0)
        return fn(*a, **k)
    return inner

def train(model, loader, optimizer, criterion):
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()

@seeded
def main():
    model = nn.Linear(3, 2)
    loader = DataLoader(TensorDataset(torch.ones(8, 3), torch.zeros(8).long()), batch_size=4, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters())
    train(model, loader, optimizer, nn.CrossEntropyLoss())

if __name__ == "__main__":
    main()
