# Nothing here behaves differently in eval mode, as far as can be seen.
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for x, y in train_loader:
        model(x, y).backward()
        optimizer.step()
    for x, y in val_loader:
        print(model(x))
