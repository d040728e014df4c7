import torch
from torchmetrics import MeanMetric

model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
mean = MeanMetric()
history = {"train": [], "val": []}
for epoch in range(20):  # want "validation results are not logged"
    losses = []
    for x, y in train_loader:
        opt.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    mean.reset()
    model.eval()
    with torch.no_grad():
        for x, y in val_loader:
            mean.update(((model(x) - y) ** 2).mean())
    model.train()
    history["train"].append(sum(losses) / len(losses))
    history["val"].append(mean.compute().item())
    print(f"epoch {epoch}: {history['train'][-1]:.4f}")
    torch.save(model.state_dict(), f"{epoch}.pt")
