import lightning as L
import torch
from datasets import load_dataset
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from transformers import EarlyStoppingCallback, Trainer, TrainingArguments

text = load_dataset("imdb")
parts = text["train"].train_test_split(0.1, seed=0)
best = TrainingArguments("out", load_best_model_at_end=True)
Trainer(model=model, args=best, train_dataset=text["train"], eval_dataset=text["test"]).train()  # want "model selection uses the test part, so the test score is biased"
Trainer(model=model, args=best, train_dataset=parts["train"], eval_dataset=parts["test"]).train()
Trainer(model=model, args=TrainingArguments("out"), train_dataset=text["train"], eval_dataset=text["test"]).train()
Trainer(model=model, train_dataset=text["train"], eval_dataset=text["test"], callbacks=[EarlyStoppingCallback()])  # want "the test part"


class Data(L.LightningDataModule):
    def train_dataloader(self):
        return DataLoader(MNIST("d", train=True), shuffle=True)

    def val_dataloader(self):
        return DataLoader(MNIST("d", train=False))


class Net(L.LightningModule):
    def training_step(self, batch, index):
        return self.layer(batch[0]).mean()

    def validation_step(self, batch, index):
        self.log("val_loss", self.layer(batch[0]).mean())


L.Trainer(callbacks=[ModelCheckpoint(monitor="val_loss")]).fit(Net(), datamodule=Data())  # want "model selection uses the test part, so the test score is biased"
L.Trainer(callbacks=[ModelCheckpoint(), EarlyStopping("train_loss")]).fit(Net(), datamodule=Data())
