from project import exceptions


def f(error):
    if a:
        raise Exception("failed")  # want "^Exception can only be caught"
    if b:
        raise Exception  # want "^Exception"
    if c:
        raise BaseException(f"failed: {c}") from error  # want "^BaseException"
    made = Exception("failed")
    raise made  # want "^Exception"


def fine(error):
    raise exceptions.Exception("failed")
    raise ValueError("failed")
    raise error
    raise
