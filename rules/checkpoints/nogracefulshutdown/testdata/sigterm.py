import signal
import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
signal.signal(signal.SIGTERM, stop)
for epoch in range(9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    torch.save(model.state_dict(), f"{epoch}.pt")
