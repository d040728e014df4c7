import torch


def train_epoch(model: torch.nn.Module, test_loader: list, optimizer: torch.optim.Optimizer) -> None:
    for x, y in test_loader:  # want "the model is trained on the test part"
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
