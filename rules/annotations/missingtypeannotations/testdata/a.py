from typing import overload

import lightning as L
import torch
from torch import nn
from typing_extensions import override


def train_epoch(model, loader, optimizer):  # want "^train_epoch has no type annotation for model, loader, optimizer and its result$"
    for x, y in loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()


def evaluate(model: nn.Module, loader) -> float:  # want "^evaluate has no type annotation for loader$"
    return sum(model(x) for x in loader)


def main():  # want "^main has no type annotation for its result$"
    train_epoch(1, 2, 3)


def save_checkpoint(model: nn.Module, *args, path: str, **kwargs) -> None:  # want "args and kwargs$"
    torch.save(model.state_dict(), path)


def optimise(loss: torch.Tensor, opt: torch.optim.Optimizer):  # want "optimise has no"
    loss.backward()
    opt.step()
    return loss


async def fit(
    model,  # want -1 "fit has no type annotation for model and its result"
):
    yield model


def train_forever():  # want "its result"
    raise RuntimeError("never ends")


def train_later():  # want "its result"
    """To be written."""


def train(model: nn.Module, _unused, lr: float = 0.1, /, *, wd: float = 0.0) -> None:
    pass


def normalise(x):
    return x / 255


class Trainer:
    def __init__(self, model):
        self.model = model

    def train_step(self, batch):  # want "train_step has no type annotation for batch and its result"
        self.loss(batch).backward()
        self.optimizer.step()

    @staticmethod
    def validate(model):  # want "validate has no type annotation for model and its result"
        return model

    @classmethod
    def build_model(cls):  # want "build_model has no type annotation for its result"
        return cls()


class Module(L.LightningModule):
    def training_step(self, batch, index):
        return self.net(batch)

    def configure_optimizers(self):
        return None

    def on_train_epoch_end(self):
        pass

    @override
    def train_more(self, x):
        pass


@overload
def load_model(path: str) -> nn.Module: ...


@overload
def load_model(path: bytes) -> nn.Module: ...


def load_model(path):
    return torch.load(path)


def outer() -> None:
    def get_loss(x):
        return x

    def closure_train(x):  # longer, and not named like one
        y = x
        z = y
        return z

    def train_inner(x):  # want "train_inner"
        y = x
        z = y
        return z
