match x:
    # a comment before the first case
    case [1, *_] if y: pass
    case {"a": 1, **rest}: ...
async def f(a, /, b: int = 1, *, c, **k) -> "x":
    async with (a as b, c as d): return [x async for x in y]
def g(): ...
class E: pass
type X = int
f"{x!r:>{width}} {f'{y}'}"
with open("a") as f, open("b") as g:
    # a comment first
    pass
x = lambda *a, **k: (yield)
