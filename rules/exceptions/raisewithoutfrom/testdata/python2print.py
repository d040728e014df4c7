try:
    print "step"
except KeyError as error:
    raise ValueError  # want-unfixed "not named"
