# options: {logger-objects: [self.out, project.console]}
from project import console


def f(self):
    try:
        forward()
    except Exception:
        self.out.info("failed", exc_info=True)
    try:
        forward()
    except Exception:
        console.info("failed", exc_info=True)
    try:
        forward()
    except Exception:  # want "also catches"
        self.other.info("failed", exc_info=True)
