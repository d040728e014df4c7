import os

for i in range(3)  # want `^":" is missing after "for i in range\(3\)`
    print(i)
