import logging

import torch

log = logging.getLogger(__name__)


def evaluate(model, loader):
    model.eval()
    losses = []
    with torch.no_grad():
        for x, y in loader:
            losses.append(torch.nn.functional.mse_loss(model(x), y))
    return torch.stack(losses).mean().item()


def fit(model, optimizer, train_loader, val_loader):
    for epoch in range(10):  # want "validation results are not logged"
        model.train()
        for i, (x, y) in enumerate(train_loader):
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
            log.info("batch %d: %.4f", i, loss.item())
        if evaluate(model, val_loader) < 0.1:
            break


torch.manual_seed(0)
model = torch.nn.Linear(3, 1)
fit(model, torch.optim.SGD(model.parameters(), lr=0.1), train_loader, val_loader)
log.info("test: %.4f", evaluate(model, test_loader))
