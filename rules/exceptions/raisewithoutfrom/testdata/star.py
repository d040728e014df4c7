from math import *

try:
    step()
except KeyError:
    raise ValueError  # want-unfixed "not named"
