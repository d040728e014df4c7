import torch

for epoch in range(3):  # want "validation runs only after training"
    for x, y in train_loader:
        loss = model(x, y)
        loss.backward()
        optimizer.step()

evaluate(model, test_loader)
