import lightning.pytorch as pl
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau


class Base(pl.LightningModule):
    def training_step(self, batch, index):
        return self.net(batch).mean()


class Listed(Base):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        return [optimizer], [ReduceLROnPlateau(optimizer)]  # want "returned without a monitor"


class Keyed(Base):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": ReduceLROnPlateau(optimizer), "interval": "epoch"}}  # want "without a monitor"


class Named(Base):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": ReduceLROnPlateau(optimizer), "monitor": "val_loss"}}


class Beside(Base):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        return {"optimizer": optimizer, "lr_scheduler": ReduceLROnPlateau(optimizer), "monitor": "val_loss"}


class Given(Base):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        return [optimizer], [dict(self.settings, scheduler=ReduceLROnPlateau(optimizer))]


for model in (Listed(), Keyed(), Named(), Beside(), Given()):
    pl.Trainer(max_epochs=20).fit(model, load())
