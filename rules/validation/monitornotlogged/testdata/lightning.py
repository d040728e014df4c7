import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint


class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def step(self, batch, stage):
        x, y = batch
        loss = torch.nn.functional.mse_loss(self.layer(x), y)
        self.log(f"{stage}/loss", loss, on_epoch=True)
        self.log_dict({"mae": (self.layer(x) - y).abs().mean()})
        return loss

    def training_step(self, batch, _):
        return self.step(batch, "train")

    def validation_step(self, batch, _):
        self.step(batch, "val")




def fit(model, callbacks):
    L.Trainer(callbacks=callbacks).fit(model, train_loader, val_loader)


fit(
    Net(),
    [
        EarlyStopping("val_loss"),  # want "this monitors \"val_loss\", which nothing here measures; did you mean \"val/loss\""
        EarlyStopping("val/loss"),
        ModelCheckpoint(monitor="train/loss_epoch"),
        ModelCheckpoint(monitor="mae"),
        ModelCheckpoint(monitor="epoch", mode="max"),
        ModelCheckpoint(monitor="val_f1", mode="max"),  # want "\"val_f1\", which nothing here measures$"
    ],
)
