import logging
import sys

import torch

logger = logging.getLogger(__name__)


def load(path):
    try:
        return torch.load(path, weights_only=True)
    except OSError:
        logger.error("loading failed")  # want "the log says that something failed, but contains neither the exception nor its traceback"
        raise SystemExit(1)


def train(model, batch):
    try:
        return model(batch)
    except torch.cuda.OutOfMemoryError:
        print("out of memory")  # want "the log says that something failed, but contains neither the exception nor its traceback"
        raise SystemExit


def refuse(path):
    try:
        return torch.load(path, weights_only=True)
    except OSError as error:
        raise SystemExit(f"can't read {path}: {error}")


def end(path):
    try:
        return torch.load(path, weights_only=True)
    except OSError:
        logger.exception("loading failed")
        raise SystemExit(1)


def wrap(path):
    try:
        return torch.load(path, weights_only=True)
    except OSError as error:
        logger.error("loading failed")
        raise RuntimeError(path) from error
