from lightning.pytorch.cli import LightningCLI

LightningCLI(Model, Data)
