from torch import manual_seed as set_it


def everything(value):
    if value is not None:
        set_it(value)
