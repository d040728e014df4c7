import logging
import sys
import traceback

from loguru import logger
from project import LOG, reporter


class Project:
    def step(self):
        try:
            forward()
        # want +1 `"Exception" also catches`
        except Exception:
            self.retry()

    def logged(self):
        try:
            forward()
        except Exception as e:
            self.out.error("failed: %s", e)

    def captured(self, results):
        try:
            forward()
        except Exception as e:
            results["x"] = e


def fallback():
    try:
        return forward()
    # want +1 `"BaseException" also catches`
    except (ValueError, BaseException):
        return backup()


def printed():
    try:
        forward()
    except Exception as e:  # want `"Exception"`
        print("failed", e)


def printed_alone():
    try:
        forward()
    except Exception:  # want `"Exception"`
        print("failed")
        backup()


def informed():
    try:
        forward()
    except Exception:  # want `"Exception"`
        logger.info("going on")


def nested():
    try:
        forward()
    except Exception:  # want `"Exception"`
        def later():
            raise RuntimeError
        register(later)


def group():
    try:
        forward()
    except* Exception as e:  # want `"Exception"`
        print(e)


# Others report these.
def others():
    try:
        forward()
    except:
        backup()
    try:
        forward()
    except Exception:
        pass
    try:
        forward()
    except Exception:
        x = None
    try:
        forward()
    except Exception:
        LOG.error("failed")


# These say what happened.
def fine(queue, future):
    try:
        forward()
    except (OSError, ValueError):
        backup()
    try:
        forward()
    except Exception:
        logging.exception("failed")
    try:
        forward()
    except Exception as e:
        LOG.warning("failed: %s", e)
    try:
        forward()
    except Exception:
        LOG.info("failed", exc_info=True)
    try:
        forward()
    except Exception:
        logger.opt(exception=True).error("failed")
    try:
        forward()
    except Exception:
        traceback.print_exc()
    try:
        forward()
    except Exception:
        print(traceback.format_exc())
    try:
        forward()
    except Exception:
        import pdb
        pdb.post_mortem()
    try:
        forward()
    except Exception as e:
        raise RuntimeError("failed")
    try:
        forward()
    except Exception as e:
        if fatal(e):
            raise
    try:
        forward()
    except Exception as e:
        queue.put(e)
    try:
        forward()
    except Exception as e:
        future.set_exception(e)
    try:
        forward()
    except Exception as e:
        return {"error": str(e)}
    try:
        forward()
    except Exception:
        reporter.report_failure()
    try:
        forward()
    except Exception as e:
        print("failed", e)
        sys.exit(1)
    try:
        forward()
    except Exception:
        give_up()


def give_up():
    LOG.error("giving up", exc_info=sys.exc_info())
