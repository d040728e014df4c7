import lightning as L
import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, OneCycleLR, ReduceLROnPlateau


class Base(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def training_step(self, batch, _):
        loss = nn.functional.mse_loss(self.layer(batch[0]), batch[1])
        self.log("train_loss", loss)
        return loss

    def optimizer(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


class Written(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = OneCycleLR(optimizer, 0.1, total_steps=self.trainer.estimated_stepping_batches)  # want "counts batches, but it moves on once an epoch"
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule}}


class InSteps(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = {}
        schedule["scheduler"] = CosineAnnealingLR(optimizer, self.trainer.max_epochs)  # want "counts epochs, but it moves on once a batch"
        schedule["interval"] = "step"
        made = dict(optimizer=optimizer)
        made["lr_scheduler"] = schedule
        return made


class InLists(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedules = []
        schedules.append(OneCycleLR(optimizer, 0.1, total_steps=self.trainer.estimated_stepping_batches))  # want "counts batches, but it moves on once an epoch"
        return [optimizer], schedules


class InTuples(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        step = CosineAnnealingLR(optimizer, T_max=self.trainer.max_epochs)  # want "counts epochs, but it moves on once a batch"
        return (optimizer,), ({"scheduler": step, "interval": "step"},)


def every(schedule, interval):
    return {"scheduler": schedule, "interval": interval, "frequency": 1}


class ByHelper(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = CosineAnnealingLR(optimizer, T_max=self.trainer.max_epochs)  # want "counts epochs, but it moves on once a batch"
        return {"optimizer": optimizer, "lr_scheduler": every(schedule, "step")}


class Inherited(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = OneCycleLR(optimizer, 0.1, total_steps=self.trainer.estimated_stepping_batches)  # want "counts batches, but it moves on once an epoch"
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule}}


class Inheriting(Inherited):
    def configure_optimizers(self):
        made = super().configure_optimizers()
        made["lr_scheduler"]["monitor"] = "train_loss"
        return made


class Seldom(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = CosineAnnealingLR(optimizer, T_max=self.trainer.max_epochs)  # want "counts epochs, but it moves on once in 5 epochs"
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "frequency": 5}}


class Right(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = OneCycleLR(optimizer, 0.1, total_steps=self.trainer.estimated_stepping_batches)
        return [optimizer], [{"scheduler": schedule, "interval": "step"}, CosineAnnealingLR(optimizer, self.trainer.max_epochs)]


class OncePerEpoch(Base):
    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = CosineAnnealingLR(optimizer, self.trainer.max_epochs)
        config = {"scheduler": schedule, "interval": "step", "frequency": self.trainer.num_training_batches}
        return {"optimizer": optimizer, "lr_scheduler": config}


class Unknown(Base):
    def __init__(self, options):
        super().__init__()
        self.options = options

    def configure_optimizers(self):
        optimizer = self.optimizer()
        schedule = CosineAnnealingLR(optimizer, self.trainer.max_epochs)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, **self.options}}


class SomethingElse(Base):
    def configure_optimizers(self):
        self.notes = {"scheduler": CosineAnnealingLR(self.optimizer(), self.trainer.max_epochs), "interval": "step"}
        return self.optimizer()


for module in (
    Written(), InSteps(), InLists(), InTuples(), ByHelper(), Inheriting(), Seldom(), Right(), OncePerEpoch(), Unknown(load()), SomethingElse(),
):
    L.Trainer(max_epochs=3).fit(module, loader)
