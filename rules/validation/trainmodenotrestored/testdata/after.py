import torch

for epoch in range(3):
    for x, y in train_loader:
        model.backbone.bn1.eval()
        model(x, y).backward()
        optimizer.step()
    ema_model.eval()
    print(ema_model(sample))
model.eval()
print(model(sample))
