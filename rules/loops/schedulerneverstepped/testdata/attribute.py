import torch
from accelerate import Accelerator
from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR


class Run:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        self.rate = ReduceLROnPlateau(self.optimizer)  # want "nothing calls self.rate.step"
        self.other = StepLR(self.optimizer, 10)

    def fit(self, loader):
        for x, y in loader:
            self.optimizer.zero_grad()
            torch.nn.functional.mse_loss(self.model(x), y).backward()
            self.optimizer.step()
        self.other.step()
        torch.save({"rate": self.rate.state_dict()}, "rate.pt")


accelerator = Accelerator()
run = Run(torch.nn.Linear(3, 1))
schedule = accelerator.prepare(StepLR(run.optimizer, 5))  # want "nothing calls schedule.step"
run.fit(loader)
