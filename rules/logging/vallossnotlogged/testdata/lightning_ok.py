import lightning as L, torch

class M(L.LightningModule):

    def __init__(self, lr=0.001):
        super().__init__()
        self.save_hyperparameters()
        self.net = torch.nn.Linear(2, 2)

    def training_step(self, batch, i):
        x, y = batch
        loss = torch.nn.functional.mse_loss(self.net(x), y)
        self.log('train_loss', loss)
        return loss

    def validation_step(self, batch, i):
        x, y = batch
        self.log('val_loss', torch.nn.functional.mse_loss(self.net(x), y))

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)
if __name__ == '__main__':
    L.Trainer(max_epochs=3).fit(M(), loader, val)
