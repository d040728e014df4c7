# options: {allow-logged: false, logger-objects: [self.out]}
import logging


def f(self):
    try:
        forward()
    except Exception:  # want "also catches"
        logging.exception("failed")
    try:
        forward()
    except Exception:
        logging.exception("failed")
        raise
    try:
        forward()
    except Exception:
        pass
