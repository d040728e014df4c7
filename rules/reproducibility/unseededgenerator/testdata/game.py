# No numbers are crunched here.
import random

dice = random.Random()
random.seed()
