import errors


def rebound():
    try:
        step()
    except KeyError as e:
        e = str(e)
        raise ValueError(e)  # want-unfixed "the caught exception is not given as the cause"
    except OSError as e:
        try:
            step()
        except TypeError as e:
            pass
        raise ValueError("deleted by now")  # want-unfixed "the caught exception is not given as the cause"
    except TypeError as e:
        del e
        raise ValueError()  # want-unfixed "the caught exception is not given as the cause"
    except IndexError as e:
        for e in range(3):
            raise ValueError()  # want-unfixed "the caught exception is not given as the cause"
    except ArithmeticError as e:
        print([e for x in range(3)])
        raise ValueError()  # want-safe "the caught exception is not given as the cause"


def existing(saved, make):
    try:
        step()
    except KeyError as error:
        if saved:
            raise saved  # want-unfixed "the caught exception is not given as the cause"
        if make:
            raise make(error)  # want-unsafe "the caught exception is not given as the cause"
        raise error.with_traceback(None)  # want-unfixed "the caught exception is not given as the cause"
    except OSError as error:
        if error.args:
            raise error.args[0]  # want-unfixed "the caught exception is not given as the cause"
        raise error.__cause__  # want-unfixed "the caught exception is not given as the cause"
    except TypeError as error:
        if saved:
            raise type(error)("again")  # want-safe "the caught exception is not given as the cause"
        if make:
            raise errors.FAILED  # want-unfixed "the caught exception is not given as the cause"
        raise errors.Failed  # want-safe "the caught exception is not given as the cause"
    except ValueError as error:
        if saved:
            raise KeyError() if make else OSError()  # want-unfixed "the caught exception is not given as the cause"
        raise (KeyError(  # want-safe "the caught exception is not given as the cause"
            "é", 'x'))  # why
    except IndexError as error:
        if saved: x = 1; raise KeyError("a"); y = 2  # want-safe "the caught exception is not given as the cause"
        raise KeyError \
            ("b")  # want-safe -1 "the caught exception is not given as the cause"


def nested():
    try:
        step()
    except KeyError:
        try:
            step()
        except OSError:
            raise ValueError("inner")  # want-unfixed "the caught exception is not given as the cause"
        raise ValueError("outer")  # want-unfixed "the caught exception is not given as the cause"


def inspected():
    try:
        step()
    except KeyError:
        raise ValueError(str(locals()))  # want-unfixed "the caught exception is not given as the cause"


def mixed(make):
    try:
        step()
    except KeyError:
        if make:
            raise ValueError  # want-unfixed "the caught exception is not given as the cause"
        raise make()  # want-unfixed "the caught exception is not given as the cause"
    except (OSError, (TypeError,)) :
        raise ValueError  # want-safe "the caught exception is not given as the cause"


class Reader:
    try:
        step()
    except KeyError:
        raise ValueError  # want-unfixed "the caught exception is not given as the cause"
