import logging

import torch


def scan(batches, step, show):
    for batch in batches:
        try:
            step(batch)
        except RuntimeError as e:
            if "CUDA out of memory" in str(e):
                logging.error("reduce the duration of batches")
            show(batch)
            raise
    for batch in batches:
        try:
            step(batch)
        except RuntimeError as e:
            if "CUDA out of memory" in str(e):  # want "nothing is freed"
                logging.error("reduce the duration of batches")
            else:
                raise
