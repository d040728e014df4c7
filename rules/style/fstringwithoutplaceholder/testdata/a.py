import torch

a = f"def"  # want "nothing to fill in"
b = F'def' + f"{a}"  # want "nothing"
c = rf"d\d"  # want "nothing"
d = fr"""
"""  # want -1 "nothing"
e = (f"a"
     f"{a}")
g = (f"a"  # want "nothing"
     "b")
h = f"{{a}}"  # want "nothing"
i = f"{a!r:>{b}}"
j = "f"
k = b"f"
l = f"{f''}"  # want "nothing"
print(f"done")  # want "nothing"
