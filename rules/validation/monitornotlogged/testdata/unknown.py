import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping
from vendor import Base


class Vendored(Base):
    def training_step(self, batch, _):
        return batch.mean()


class Named(L.LightningModule):
    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix

    def validation_step(self, batch, _):
        self.log(self.prefix + "_loss", torch.log(batch).mean())


L.Trainer(callbacks=[EarlyStopping("val_loss")]).fit(Vendored(), train_loader, val_loader)
L.Trainer(callbacks=[EarlyStopping("val_loss")]).fit(Named(input()), train_loader, val_loader)
