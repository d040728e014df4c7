import torch
from tqdm import tqdm
model = torch.nn.Linear(2, 2)
opt = torch.optim.Adam(model.parameters())
for epoch in range(5):  # want "training progress is only printed"
    bar = tqdm(get())
    for x, y in bar:
        opt.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        bar.set_postfix(loss=loss.item())
