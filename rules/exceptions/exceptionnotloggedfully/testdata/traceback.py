# options: {require-traceback: true}
import logging


def f(self, log):
    try:
        train()
    except KeyError as e:
        logging.error("failed: %s", e)  # want "without its traceback"
        log.error("failed", exc_info=1)
        self.logger.error("failed", exc_info=e)
        logging.critical("failed")
        raise
