import torch

a = f"def"  # want "this f-string has no placeholder"
b = F'def' + f"{a}"  # want "this f-string has no placeholder"
c = rf"d\d"  # want "this f-string has no placeholder"
d = fr"""
"""  # want -1 "this f-string has no placeholder"
e = (f"a"
     f"{a}")
g = (f"a"  # want "this f-string has no placeholder"
     "b")
h = f"{{a}}"  # want "this f-string has no placeholder"
i = f"{a!r:>{b}}"
j = "f"
k = b"f"
l = f"{f''}"  # want "this f-string has no placeholder"
print(f"done")  # want "this f-string has no placeholder"
