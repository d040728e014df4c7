import torch
# Note that x = 1
# x = f(1)  # keep: results of 2023
x = 1 \
    # y = f(2)

def f():
    """
    # z = f(3)
    """
    # é = f(4)
	# w = f(5)
    # print(x); print(é)
