import logging
import sys
import traceback
from logging import error

from project import LOG

logger = logging.getLogger(__name__)


def bad(self):
    try:
        train()
    except RuntimeError:
        logger.error("failed")  # want "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        train()
    except Exception as e:
        self.logger.error("failed in epoch %d", epoch)  # want "the log says that something failed, but contains neither the exception nor its traceback"
        sys.exit(1)
    try:
        train()
    except OSError:
        if rank == 0:
            error("failed")  # want "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        train()
    except OSError:
        LOG.critical("failed", exc_info=False)  # want "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        train()
    except OSError:
        logging.error("failed", exc_info=None)  # want "the log says that something failed, but contains neither the exception nor its traceback"
        logging.error("see above")
    try:
        train()
    except OSError:
        print("failed")  # want "the log says that something failed, but contains neither the exception nor its traceback"
        sys.exit(1)


def fine(self):
    try:
        train()
    except RuntimeError:
        logger.exception("failed")
    try:
        train()
    except RuntimeError as e:
        logger.error("failed: %s", e)
    try:
        train()
    except RuntimeError:
        logger.error("failed", exc_info=True)
    try:
        train()
    except RuntimeError:
        logger.error("failed\n%s", traceback.format_exc())
    try:
        train()
    except RuntimeError:
        logger.error("failed")
        raise
    try:
        train()
    except FileNotFoundError:
        logger.error("there is no %s", path)
    try:
        train()
    except ImportError:
        logger.error("pip install wandb")
    try:
        train()
    except KeyboardInterrupt:
        logger.error("stopped")
    try:
        train()
    except RuntimeError:
        print("failed")
    try:
        train()
    except RuntimeError as e:
        print("failed", e)
        sys.exit(1)
    try:
        train()
    except RuntimeError:
        parser.error("failed")
    try:
        train()
    except RuntimeError:
        def later():
            logger.error("failed")
        register(later)
    try:
        train()
    except RuntimeError:
        logger.warning("going on without")
    else:
        logger.error("it should have failed")
