try:
    print "step"
except KeyError as error:
    raise ValueError  # want-unfixed "the caught exception is not given as the cause"
