import torch
from torch import nn


def main():
    lr = 1e-3
    batch_size = 32
    epochs = 10
    model = nn.Linear(2, 2)
    loader = torch.utils.data.DataLoader(make_dataset(), batch_size=batch_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()


main()
