import lightning as L, torch
from lightning.pytorch.callbacks import ModelCheckpoint, EarlyStopping
class M(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.l = torch.nn.Linear(10, 2)
    def training_step(self, b, i):
        x, y = b
        loss = torch.nn.functional.cross_entropy(self.l(x), y)
        self.log("train/loss", loss)
        return loss
    def validation_step(self, b, i):
        x, y = b
        self.log("val/loss", torch.nn.functional.cross_entropy(self.l(x), y))
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), 1e-3)
if __name__ == "__main__":
    from d import train, val
    L.seed_everything(0, workers=True)
    t = L.Trainer(max_epochs=50, callbacks=[ModelCheckpoint(monitor="val_loss", filename="{epoch}"), EarlyStopping("val/loss")])
    t.fit(M(), train, val)
