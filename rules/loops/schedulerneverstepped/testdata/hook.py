# A module of Lightning, which steps what it is given; nothing here trains.
from torch.optim.lr_scheduler import StepLR


def configure(optimizer):
    rate = StepLR(optimizer, 10)
    print(rate.get_last_lr())
