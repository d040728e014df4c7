import lightning as L, torch
fabric = L.Fabric(accelerator="auto")
fabric.seed_everything(1)
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for b in loader:
        opt.zero_grad(); loss = model(b).sum(); fabric.backward(loss); opt.step()
