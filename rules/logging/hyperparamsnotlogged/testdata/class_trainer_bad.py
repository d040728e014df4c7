import torch, logging

class Trainer:

    def __init__(self, model, config):
        self.model = model
        self.config = config
        self.logger = logging.getLogger(__name__)
        self.optimizer = torch.optim.SGD(model.parameters(), lr=config.lr)

    def train_step(self, x, y):
        self.optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def fit(self, loader):
        self.logger.info('Start training')
        for epoch in range(self.config.epochs):  # want "hyperparameters are not logged before training"
            total = 0
            for step, (x, y) in enumerate(loader):
                total += self.train_step(x, y)
            self.logger.info('epoch %d avg loss %.3f', epoch, total / len(loader))
if __name__ == '__main__':
    Trainer(torch.nn.Linear(2, 2), cfg).fit(get())
