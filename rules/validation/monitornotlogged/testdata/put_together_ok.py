"""Names of metrics that a helper puts together."""
import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from lightning.pytorch.loggers import CSVLogger
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split


class Lit(L.LightningModule):
    def __init__(self, lr: float = 1e-3):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 2))

    def step(self, batch, name):
        x, y = batch
        out = self.net(x)
        loss = nn.functional.cross_entropy(out, y)
        self.log_dict({f"{name}/loss": loss, f"{name}/acc": (out.argmax(1) == y).float().mean()}, prog_bar=True)
        return loss

    def training_step(self, batch, _):
        return self.step(batch, "train")

    def validation_step(self, batch, _):
        self.step(batch, "val")

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=self.hparams.lr)


def main():
    L.seed_everything(5, workers=True)
    d = torch.load("d.pt", weights_only=True)
    a, b = random_split(TensorDataset(d["x"], d["y"]), [0.8, 0.2], generator=torch.Generator().manual_seed(5))
    trainer = L.Trainer(max_epochs=50, logger=CSVLogger("logs"), callbacks=[
        ModelCheckpoint(monitor="val/acc", mode="max", save_last=True), EarlyStopping("val/loss", patience=5)])
    trainer.fit(Lit(), DataLoader(a, 64, shuffle=True), DataLoader(b, 256))


main()
