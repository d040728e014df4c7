import torch
from torch.utils.data import DataLoader


def run(path):
    model = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = DataLoader(torch.load(path, weights_only=True), batch_size=8, shuffle=True)
    for epoch in range(20):
        for x, y in loader:
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
