import torch, logging
from dataclasses import dataclass, asdict

@dataclass
class Config:
    lr: float = 0.1
    epochs: int = 3

class Trainer:

    def __init__(self, model, config):
        self.model = model
        self.config = config
        self.logger = logging.getLogger(__name__)
        self.optimizer = torch.optim.SGD(model.parameters(), lr=config.lr)
        self.logger.info('Training with %s', asdict(config))

    def train_step(self, x, y):
        self.optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def fit(self, loader):
        for epoch in range(self.config.epochs):
            for step, (x, y) in enumerate(loader):
                value = self.train_step(x, y)
                self.logger.info('step %d: %.4f', step, value)
if __name__ == '__main__':
    Trainer(torch.nn.Linear(2, 2), Config()).fit(get())
