import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
scaler = torch.amp.GradScaler()
for epoch in range(9):
    for x, y in loader:
        opt.zero_grad()
        scaler.scale(((model(x) - y) ** 2).mean()).backward()
        scaler.step(opt)
        scaler.update()
    torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "epoch": epoch}, f"m{epoch}.pt")  # want "the checkpoint lacks the scaler"
