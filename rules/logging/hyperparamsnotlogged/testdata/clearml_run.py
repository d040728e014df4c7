import torch
from clearml import Task
task = Task.init(project_name='a', task_name='b')
logger = task.get_logger()
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for i, (x, y) in enumerate(get()):
        loss = torch.nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        logger.report_scalar('loss', 'train', loss.item(), i)
