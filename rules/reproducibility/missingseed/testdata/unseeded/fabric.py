import lightning as L, torch
def main():
    fabric = L.Fabric(accelerator="auto")
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    model, opt = fabric.setup(model, opt)
    for epoch in range(3):  # want "torch (is|are) not seeded"
        for b in loader:
            opt.zero_grad()
            loss = model(b).sum()
            fabric.backward(loss)
            opt.step()
main()
