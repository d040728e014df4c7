import logging
import sys

import torch


def convert(model):
    try:
        model.cuda()
    except torch.cuda.OutOfMemoryError:
        logging.error("Could not convert the model: torch.cuda.OutOfMemoryError.")
        logging.error("Try it on the CPU.")
        sys.exit(1)
    try:
        model.half()
    except RuntimeError:
        logging.error("Could not convert the model.")  # want "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        model.half()
    except (RuntimeError, MemoryError):
        logging.error("Could not convert the model: RuntimeError or the like.")  # want "the log says that something failed, but contains neither the exception nor its traceback"
