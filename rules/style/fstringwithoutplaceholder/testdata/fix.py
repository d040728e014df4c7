f"""A module."""  # want-unfixed "this f-string has no placeholder"
import torch


class A:
    (f"A class.")  # want-unfixed "this f-string has no placeholder"
    x: f"int" = 1  # want-unfixed "this f-string has no placeholder"
    f"Of x."  # want-unfixed "this f-string has no placeholder"

    def f(self) -> f"int":  # want-unfixed "this f-string has no placeholder"
        f"""A function."""  # want-unfixed "this f-string has no placeholder"
        return F'é\'"' if self else f"a"  # want-safe "this f-string has no placeholder" "this f-string has no placeholder"


a = {f"k":(f"v"), 'x': f""}[f"k"]  # want-safe "this f-string has no placeholder" "this f-string has no placeholder" "this f-string has no placeholder" "this f-string has no placeholder"
b = f"""
# {{ not
"""  # want-unfixed -2 "this f-string has no placeholder"
b = b if a in(f"x",)else fR"\d" % 1  # want-safe "this f-string has no placeholder" "this f-string has no placeholder"
c = f"a" \
    "b"  # want-unfixed -1 "this f-string has no placeholder"
d = f"\N{DASH}"  # want-unfixed "this f-string has no placeholder"
e = f"{f'x'!r:{f"8"}}"  # want-safe "this f-string has no placeholder" "this f-string has no placeholder"
if a: print(f"f"); print(f'ff')  # want-safe "this f-string has no placeholder" "this f-string has no placeholder"
