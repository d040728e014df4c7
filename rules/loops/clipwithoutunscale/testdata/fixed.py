import torch

model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler()
for x, y in torch.load("data.pt"):
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = (model(x) - y).pow(2).mean()
    scaler.scale(loss).backward()
    if model.training:
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)  # want-unsafe "call unscale_"
    scaler.step(optimizer)
    scaler.update()
