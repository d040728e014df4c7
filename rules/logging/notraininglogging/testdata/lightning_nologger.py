import pytorch_lightning as pl, torch

class M(pl.LightningModule):

    def training_step(self, batch, i):
        x, y = batch
        return torch.nn.functional.mse_loss(self(x), y)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.001)
if __name__ == '__main__':
    trainer = pl.Trainer(max_epochs=3, logger=False)
    trainer.fit(M(), loader)  # want "training logs nothing"
