import keras
import lightning as L
import mlx.nn as nn
import torch


class Classifier(L.LightningModule):
    def __init__(self):  # want "__init__ of Classifier does not call super"
        self.net = torch.nn.Linear(8, 2)


class Regressor(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = torch.nn.Linear(8, 1)


class Net(keras.Model):
    def __init__(self):  # want "__init__ of Net does not call super"
        self.last = keras.layers.Dense(1)


class Plain(nn.Module):
    def __init__(self):
        self.last = nn.Linear(8, 1)
