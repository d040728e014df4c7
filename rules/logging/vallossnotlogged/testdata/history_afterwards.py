import logging

import torch

log = logging.getLogger(__name__)


def evaluate(model, loader):
    model.eval()
    with torch.no_grad():
        return sum(torch.nn.functional.mse_loss(model(x), y).item() for x, y in loader)


torch.manual_seed(0)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
history = []
for epoch in range(10):
    model.train()
    for i, (x, y) in enumerate(train_loader):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        log.info("batch %d: %.4f", i, loss.item())
    history.append(evaluate(model, val_loader))
log.info("validation: %s, test: %.4f", history, evaluate(model, test_loader))
