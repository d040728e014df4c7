from chainer import Chain
from keras import Model


def train(model, loader):
    total = 0
    for x in loader:
        loss = model(x)
        loss.backward()
        total += loss  # want-unsafe "graph of every loss"
