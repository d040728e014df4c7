def last(a: dict = {}):  # want `"a"`
    import os  # no line end