from accelerate import Accelerator
import torch
from transformers import get_linear_schedule_with_warmup

accelerator = Accelerator()
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
schedule = accelerator.prepare(get_linear_schedule_with_warmup(optimizer, 10, 100))
for x, y in loader:
    accelerator.backward(torch.nn.functional.mse_loss(model(x), y))
    schedule.step()
    optimizer.zero_grad()  # want `the gradients of optimizer are computed in this loop but never applied: nothing calls optimizer\.step\(\)`
    print(schedule.get_last_lr())
