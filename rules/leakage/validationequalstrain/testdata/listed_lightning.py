# A module whose data sets are slices of a list.
import glob

import lightning as L
import torch
from monai.data import CacheDataset
from torch.utils.data import DataLoader


class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.model = torch.nn.Linear(4, 2)

    def prepare_data(self):
        pairs = [{"image": a, "label": b} for a, b in zip(sorted(glob.glob("images/*")), sorted(glob.glob("labels/*")))]
        train_files, val_files = pairs[:-9], pairs[-9:]
        self.train_ds = CacheDataset(data=train_files)
        self.val_ds = CacheDataset(data=val_files)
        self.again = CacheDataset(data=train_files)

    def train_dataloader(self):
        return DataLoader(self.train_ds, batch_size=2, shuffle=True)

    def val_dataloader(self):
        return DataLoader(self.val_ds, batch_size=1)

    def training_step(self, batch, i):
        return torch.nn.functional.cross_entropy(self.model(batch["image"]), batch["label"])

    def validation_step(self, batch, i):
        self.log("val_loss", torch.nn.functional.cross_entropy(self.model(batch["image"]), batch["label"]))

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())


class Same(Net):
    def val_dataloader(self):
        return DataLoader(self.train_ds, batch_size=1)


L.Trainer(max_epochs=600).fit(Net())
L.Trainer(max_epochs=600).fit(Same())  # want "validation uses the training data"
