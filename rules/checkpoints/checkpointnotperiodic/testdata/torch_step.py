import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
step = 0
while step < 100000:
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
        step += 1
        if step % 1000 == 0:
            torch.save({"step": step, "model": model.state_dict(), "opt": opt.state_dict()}, f"step_{step}.pt")
