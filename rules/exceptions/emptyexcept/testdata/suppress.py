import contextlib
import os
from contextlib import suppress

import torch


def load(path):
    with contextlib.suppress(Exception):  # want "Exception is caught and ignored: nobody learns that it happened"
        # torch reads what torch wrote
        return torch.load(path, weights_only=True)


def evaluate(model, loader):
    with torch.no_grad(), suppress(OSError, BaseException):  # want `\(OSError, BaseException\) is caught`
        return model(next(iter(loader)))


def expected(path):
    with suppress(FileNotFoundError), contextlib.suppress(KeyError):
        os.remove(path)


def optional():
    with suppress(Exception):
        import flash_attn  # the fallback is as good


def other(stack):
    with stack.suppress(Exception):
        os.remove("a")
