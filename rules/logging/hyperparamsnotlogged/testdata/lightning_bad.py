import pytorch_lightning as pl, torch

class M(pl.LightningModule):

    def __init__(self, lr=0.001):
        super().__init__()
        self.lr = lr
        self.net = torch.nn.Linear(2, 2)

    def training_step(self, batch, i):
        x, y = batch
        return torch.nn.functional.mse_loss(self.net(x), y)

    def validation_step(self, batch, i):
        x, y = batch
        return torch.nn.functional.mse_loss(self.net(x), y)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.lr)
if __name__ == '__main__':
    trainer = pl.Trainer(max_epochs=3)
    trainer.fit(M(), loader, val)  # want "hyperparameters are not logged before training"
