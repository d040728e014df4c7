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
            if "CUDA out of memory" in str(e):  # want "the loop continues after running out of memory without freeing any: the next step runs out, too"
                logging.error("reduce the duration of batches")
            else:
                raise
