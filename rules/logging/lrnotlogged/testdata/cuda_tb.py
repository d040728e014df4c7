import torch
from torch.utils.tensorboard import SummaryWriter
w = SummaryWriter()
model = torch.nn.Linear(2, 2).cuda()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):  # want "the learning rate is not among the metrics sent to TensorBoard"
    for i, (x, y) in enumerate(get()):
        loss = torch.nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        w.add_scalar('loss', loss.item(), i)
