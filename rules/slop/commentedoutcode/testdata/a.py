import torch
# optimizer = SGD(model.parameters(), lr=0.1)
# optimizer.zero_grad()
x = 1  # print(x)
    # indented = True
# This is prose (with parentheses).
# Note: this too
# TODO: foo()
# type: ignore
# noqa
# see #12: foo()
# context[0]: (seq, batch * beam)
# (batch, seq)
# Past (temporal=0)
# pytype: disable=attribute-error
# print(1)  # noqa
def f():
    # return 1
    return 2

# /// script
# dependencies = ["torch"]
# ///
"""
# x = 1
"""
#x = [
#    foo(1),
#]
x = 2
# loss *= weight
# if x:
#     step()
