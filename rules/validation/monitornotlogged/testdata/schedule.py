import lightning as L
import torch
from torch import nn
from torch.optim.lr_scheduler import ReduceLROnPlateau


class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def training_step(self, batch, _):
        loss = nn.functional.mse_loss(self.layer(batch[0]), batch[1])
        self.log("train/loss", loss)
        return loss

    def validation_step(self, batch, _):
        self.log("val/loss", nn.functional.mse_loss(self.layer(batch[0]), batch[1]))


class Mistaken(Net):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        schedule = ReduceLROnPlateau(optimizer)  # want "\"val_loss\", which nothing here measures; did you mean \"val/loss\""
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "monitor": "val_loss"}}


class Right(Net):
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.1)
        config = {"scheduler": ReduceLROnPlateau(optimizer)}
        config["monitor"] = "val/loss"
        return [optimizer], [config]


for module in (Mistaken(), Right()):
    L.Trainer(max_epochs=3).fit(module, train_loader, val_loader)
