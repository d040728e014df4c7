f"""A module."""  # want-unfixed "nothing to fill in"
import torch


class A:
    (f"A class.")  # want-unfixed "nothing to fill in"
    x: f"int" = 1  # want-unfixed "nothing to fill in"
    f"Of x."  # want-unfixed "nothing to fill in"

    def f(self) -> f"int":  # want-unfixed "nothing to fill in"
        f"""A function."""  # want-unfixed "nothing to fill in"
        return F'é\'"' if self else f"a"  # want-safe "nothing to fill in" "nothing to fill in"


a = {f"k":(f"v"), 'x': f""}[f"k"]  # want-safe "nothing to fill in" "nothing to fill in" "nothing to fill in" "nothing to fill in"
b = f"""
# {{ not
"""  # want-unfixed -2 "nothing to fill in"
b = b if a in(f"x",)else fR"\d" % 1  # want-safe "nothing to fill in" "nothing to fill in"
c = f"a" \
    "b"  # want-unfixed -1 "nothing to fill in"
d = f"\N{DASH}"  # want-unfixed "nothing to fill in"
e = f"{f'x'!r:{f"8"}}"  # want-safe "nothing to fill in" "nothing to fill in"
if a: print(f"f"); print(f'ff')  # want-safe "nothing to fill in" "nothing to fill in"
