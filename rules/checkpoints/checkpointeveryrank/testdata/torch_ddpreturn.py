import torch
import torch.distributed as dist
def save(model, opt, epoch):
    if dist.get_rank() != 0:
        return
    torch.save({"m": model.state_dict(), "o": opt.state_dict(), "e": epoch}, f"{epoch}.pt")
model = torch.nn.Linear(1, 1)
dist.init_process_group("nccl")
opt = torch.optim.SGD(model.parameters(), lr=.1)
for epoch in range(9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    save(model, opt, epoch)
