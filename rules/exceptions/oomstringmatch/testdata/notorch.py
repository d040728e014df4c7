try:
    step()
except RuntimeError as e:
    if "out of memory" in str(e):
        skip()
