import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from datasets import load_dataset

def train(model, loader, optimizer, criterion):
    for epoch in range(10):  # want "torch (is|are) not seeded"
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()

def main():
    ds = load_dataset("x")["train"].shuffle(seed=42)
    model = nn.Linear(3, 2)
    loader = DataLoader(TensorDataset(torch.ones(8, 3), torch.zeros(8).long()), batch_size=4, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters())
    train(model, loader, optimizer, nn.CrossEntropyLoss())

if __name__ == "__main__":
    main()
