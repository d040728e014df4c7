def f(:  # want `^"\)" is missing here$`
    pass
