import torch
from torch import nn
def train(model, opt, sched, loader, epochs, path):
    best = float("inf")
    for ep in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            opt.step()
        sched.step()
        ckpt = {"model": model.state_dict(), "optimizer": opt.state_dict(), "loss": loss.item()}
        torch.save(ckpt, path)  # want "lacks the scheduler and the epoch"
model = nn.Linear(1, 1)
opt = torch.optim.Adam(model.parameters())
train(model, opt, torch.optim.lr_scheduler.StepLR(opt, 2), loader, 10, "c.pt")
