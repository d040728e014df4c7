# What is saved is read again: each part is added to both.
import torch
from torch import nn

model = nn.Linear(1, 1)
opt = torch.optim.Adam(model.parameters())
sched = torch.optim.lr_scheduler.StepLR(opt, 10)
start = 0
if resume:
    ckpt = torch.load("ckpt_last.pt", weights_only=True)
    model.load_state_dict(ckpt["model_state_dict"])
    start = ckpt["epoch"] + 1
for epoch in range(start, 10):
    for x in loader:
        opt.zero_grad()
        model(x).mean().backward()
        opt.step()
    sched.step()
    torch.save(  # want-unsafe "lacks the optimizer and the scheduler"
        {
            'model_state_dict': model.state_dict(),  # the weights
            'epoch': epoch,
        },
        f"ckpt_{epoch}.pt",
    )
