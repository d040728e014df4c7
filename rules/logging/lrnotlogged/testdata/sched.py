import torch
from loguru import logger
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.001)
sched = torch.optim.lr_scheduler.StepLR(opt, 3)
for epoch in range(3):  # want "the scheduler changes the learning rate, but nothing logs it"
    for x, y in get():
        loss = torch.nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        logger.info(f'{loss.item()}')
    sched.step()
