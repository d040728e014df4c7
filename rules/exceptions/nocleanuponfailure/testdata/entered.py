import torch
from torch.utils.tensorboard import SummaryWriter


class Run:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        self.writer = SummaryWriter()

    def fit(self, loader):
        for i, (x, y) in enumerate(loader):
            self.optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(self.model(x), y)
            loss.backward()
            self.optimizer.step()
            self.writer.add_scalar("loss", loss.item(), i)


run = Run(torch.nn.Linear(3, 1))
with run.writer:
    run.fit(loader)
