import torch
import torch.distributed as dist
model = torch.nn.Linear(1, 1)
dist.init_process_group("nccl")  # want "a process group stays open if training fails"
opt = torch.optim.SGD(model.parameters(), lr=.1)
for epoch in range(9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    torch.save({"m": model.state_dict(), "o": opt.state_dict(), "e": epoch}, f"{epoch}.pt")
