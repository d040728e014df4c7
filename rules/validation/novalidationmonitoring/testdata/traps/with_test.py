import torch

for epoch in range(3):
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()
    test(model, test_loader)
