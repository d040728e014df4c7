def f(a, xs):
    b = a, *[1]
    for q in a, *(xs):
        yield a, *(x for x in xs)
    return b, *(int(x) for x in xs[:3])
