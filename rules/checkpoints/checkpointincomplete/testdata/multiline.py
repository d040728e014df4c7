# A dictionary over several lines, with comments and other quotes.
import torch
from torch import nn

model = nn.Linear(1, 1)
opt = torch.optim.Adam(model.parameters())
sched = torch.optim.lr_scheduler.StepLR(opt, 10)
for epoch in range(10):
    for x in loader:
        opt.zero_grad()
        model(x).mean().backward()
        opt.step()
    sched.step()
    torch.save(  # want "lacks the scheduler"
        {
            'model_state_dict': model.state_dict(),  # the weights
            'optimizer_state_dict': opt.state_dict()  # and what moves them
        },
        f"c{epoch}.pt",
    )
