x = f(1, "a" b)  # want `^this is not Python: "x = f\(1, \\"a\\" b\)`
