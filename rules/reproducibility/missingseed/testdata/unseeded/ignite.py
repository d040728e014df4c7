import torch
from torch import nn
from ignite.engine import Engine
model = nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
def update(engine, batch):
    opt.zero_grad()
    loss = model(batch).sum()
    loss.backward()
    opt.step()
    return loss.item()
trainer = Engine(update)
trainer.run(loader, max_epochs=10)  # want "torch (is|are) not seeded"
