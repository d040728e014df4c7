try:
    step()
except KeyError, error:
    raise ValueError  # want-unfixed "the caught exception is not given as the cause"
except OSError as error:
    raise ValueError  # want-unfixed "the caught exception is not given as the cause"
