import errors


def rebound():
    try:
        step()
    except KeyError as e:
        e = str(e)
        raise ValueError(e)  # want-unfixed "not named"
    except OSError as e:
        try:
            step()
        except TypeError as e:
            pass
        raise ValueError("deleted by now")  # want-unfixed "not named"
    except TypeError as e:
        del e
        raise ValueError()  # want-unfixed "not named"
    except IndexError as e:
        for e in range(3):
            raise ValueError()  # want-unfixed "not named"
    except ArithmeticError as e:
        print([e for x in range(3)])
        raise ValueError()  # want-safe "not named"


def existing(saved, make):
    try:
        step()
    except KeyError as error:
        if saved:
            raise saved  # want-unfixed "not named"
        if make:
            raise make(error)  # want-unsafe "not named"
        raise error.with_traceback(None)  # want-unfixed "not named"
    except OSError as error:
        if error.args:
            raise error.args[0]  # want-unfixed "not named"
        raise error.__cause__  # want-unfixed "not named"
    except TypeError as error:
        if saved:
            raise type(error)("again")  # want-safe "not named"
        if make:
            raise errors.FAILED  # want-unfixed "not named"
        raise errors.Failed  # want-safe "not named"
    except ValueError as error:
        if saved:
            raise KeyError() if make else OSError()  # want-unfixed "not named"
        raise (KeyError(  # want-safe "not named"
            "é", 'x'))  # why
    except IndexError as error:
        if saved: x = 1; raise KeyError("a"); y = 2  # want-safe "not named"
        raise KeyError \
            ("b")  # want-safe -1 "not named"


def nested():
    try:
        step()
    except KeyError:
        try:
            step()
        except OSError:
            raise ValueError("inner")  # want-unfixed "not named"
        raise ValueError("outer")  # want-unfixed "not named"


def inspected():
    try:
        step()
    except KeyError:
        raise ValueError(str(locals()))  # want-unfixed "not named"


def mixed(make):
    try:
        step()
    except KeyError:
        if make:
            raise ValueError  # want-unfixed "not named"
        raise make()  # want-unfixed "not named"
    except (OSError, (TypeError,)) :
        raise ValueError  # want-safe "not named"


class Reader:
    try:
        step()
    except KeyError:
        raise ValueError  # want-unfixed "not named"
