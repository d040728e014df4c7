import torch
import lightning as L
fabric = L.Fabric()
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.AdamW(model.parameters())
model, optimizer = fabric.setup(model, optimizer)
for epoch in range(5):
    for x, y in loader:
        optimizer.zero_grad()
        fabric.backward(((model(x) - y) ** 2).mean())
        optimizer.step()
    fabric.save(f"c{epoch}.ckpt", {"model": model, "epoch": epoch})  # want "only the model's weights are saved"
