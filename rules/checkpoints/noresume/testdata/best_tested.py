import torch

model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(10):  # want "this also saves the optimizer, but nothing resumes: no checkpoint is ever loaded"
    for x, y in loader:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, f"epoch_{epoch}.pt")
model.load_state_dict(torch.load("epoch_5.pt")["model"])
