assert (x, "message")  # want "a tuple is always true"
assert (x,)  # want "a tuple"
assert (
    x > 0,  # want -1 "a tuple"
    "message",
)

assert x, "message"
assert (x), "message"
assert (x > 0 and
        y)
assert ()
assert f(x, "message")
assert x in (1, 2)
