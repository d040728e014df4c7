import torch
def load(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"]
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
start = load("x.pt", model, opt)
for epoch in range(start, 9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    torch.save({"model_state_dict": model.state_dict(), "optimizer_state_dict": opt.state_dict(), "epoch": epoch}, f"{epoch}.pt")
