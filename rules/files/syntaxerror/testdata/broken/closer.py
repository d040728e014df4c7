x = f(a, b]  # want `^"\]" does not close the "\(" before it$`
y = 3
