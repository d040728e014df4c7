try:
    step()
except KeyError, error:
    raise ValueError  # want-unfixed "not named"
except OSError as error:
    raise ValueError  # want-unfixed "not named"
