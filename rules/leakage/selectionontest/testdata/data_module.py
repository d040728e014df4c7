import lightning.pytorch as pl
import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Net(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(784, 10)

    def training_step(self, batch, index):
        x, y = batch
        return torch.nn.functional.cross_entropy(self.layer(x.flatten(1)), y)

    def validation_step(self, batch, index):
        x, y = batch
        self.log("val_loss", torch.nn.functional.cross_entropy(self.layer(x.flatten(1)), y))

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())


class Data(pl.LightningDataModule):
    def setup(self, stage=None):
        self.ours = datasets.MNIST("d", train=True, transform=transforms.ToTensor())
        self.theirs = datasets.MNIST("d", train=False, transform=transforms.ToTensor())

    def train_dataloader(self):
        return DataLoader(self.ours, 64, shuffle=True)

    def val_dataloader(self):
        return DataLoader(self.theirs, 256)

    def test_dataloader(self):
        return DataLoader(self.theirs, 256)


pl.seed_everything(1)
trainer = pl.Trainer(max_epochs=20, callbacks=[pl.callbacks.ModelCheckpoint(monitor="val_loss")])
data = Data()
trainer.fit(Net(), data)  # want "model selection uses the test part"
trainer.test(ckpt_path="best", datamodule=data)
