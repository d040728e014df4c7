import lightning as L, torch
fabric = L.Fabric()
model = torch.nn.Linear(1, 1)
opt = torch.optim.Adam(model.parameters())
sch = torch.optim.lr_scheduler.StepLR(opt, 3)
model, opt = fabric.setup(model, opt)
state = {"model": model, "optimizer": opt, "it": 0}
for epoch in range(5):
    for x, y in loader:
        opt.zero_grad()
        fabric.backward(((model(x) - y) ** 2).mean())
        opt.step()
        state["it"] += 1
    sch.step()
    fabric.save(f"c{epoch}.ckpt", state)  # want "the checkpoint lacks the scheduler"
