import logging as log
from logging import getLogger

logger: log.Logger = getLogger()
other = log.getLogger(); other = Other()


def f(options):
    try:
        step()
    except OSError:
        logger.error("é error", 1); x = 1  # want-safe "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        step()
    except OSError:
        log.error(  # want-safe "the log says that something failed, but contains neither the exception nor its traceback"
            "error: "
            "error",
        )
    try:
        step()
    except OSError:
        logger.error("failed", stacklevel=2)  # want-unsafe "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        step()
    except OSError:
        logger.error("failed", **options)  # want-unsafe "the log says that something failed, but contains neither the exception nor its traceback"
    try:
        step()
    except OSError:
        other.error("failed")
    try:
        step()
    except OSError:
        retry(lambda: logger.error("failed"))
        def later():
            logger.error("failed")
    try:
        step()
    except OSError:
        (logger
            # the logger
            .error)("failed")
    try:
        step()
    except OSError: logger \
        .error("failed")  # want-safe -1 "the log says that something failed, but contains neither the exception nor its traceback"
