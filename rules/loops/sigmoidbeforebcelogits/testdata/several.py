# Which of two Sequentials this is can't be told.
import torch
from torch import nn

gate = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid())
net = nn.Sequential(nn.Linear(8, 1))
criterion = nn.BCEWithLogitsLoss()
loss = criterion(net(x), y)
