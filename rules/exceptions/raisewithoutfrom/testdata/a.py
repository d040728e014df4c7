import typer


def named():
    try:
        step()
    except KeyError as error:
        if a:
            raise ValueError("missing")  # want "the caught exception is not given as the cause"
        raise ValueError(  # want "the caught exception is not given as the cause"
            "in lines",
        )


def unnamed():
    try:
        step()
    except (KeyError, ValueError):
        if a:
            raise ValueError  # want "the caught exception is not given as the cause"
        raise RuntimeError("failed")  # want "the caught exception is not given as the cause"


def taken(e):
    try:
        step()
    except KeyError:
        raise e  # want "the caught exception is not given as the cause"


def bare():
    try:
        step()
    except:
        raise RuntimeError("failed")  # want "the caught exception is not given as the cause"


def fine(code):
    try:
        step()
    except KeyError as e:
        raise ValueError("missing") from e
    except ValueError as e:
        raise ValueError("missing") from None
    except OSError as e:
        raise e
    except TypeError:
        raise
    except RuntimeError:
        raise SystemExit(1)
    except IndexError:
        raise typer.Exit(code)
    except LookupError:
        def later():
            raise ValueError
    except ArithmeticError:
        try:
            raise ValueError
        finally:
            step()
    else:
        raise ValueError
    finally:
        raise ValueError
