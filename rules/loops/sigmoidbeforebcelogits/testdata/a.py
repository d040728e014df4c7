import torch
import torch.nn.functional as F
from torch import nn

net = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid())
criterion = nn.BCEWithLogitsLoss()
plain = nn.BCELoss()


def train(x, y):
    loss = criterion(net(x), y)  # want "applies sigmoid itself"
    loss += F.binary_cross_entropy_with_logits(x.sigmoid(), y)  # want "sigmoid"
    return loss + plain(net(x), y) + F.binary_cross_entropy(torch.sigmoid(x), y)
