class A[T = int]:
    def f[U = int](self) -> U: pass

type X[T = int] = list[T]

name = t"a {b}"
name = f(rt'a {b}')
try:
    pass
except* A, B:
    pass
flat = [*x for x in y]
merged = {**x for x in y}
lazy import json
lazy from a import b

def f():
    return None, *a, *(None,) * n
