from math import *

try:
    step()
except KeyError:
    raise ValueError  # want-unfixed "the caught exception is not given as the cause"
