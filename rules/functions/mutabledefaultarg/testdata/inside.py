import torch


def forms(
    a=([], 1),  # want `"a" defaults to \(\[\], 1\)`
    b=(z := {}),  # want `"b"`
    c=[] if torch.cuda.is_available() else (),  # want `"c"`
    d=[0] * 3,  # want `"d"`
    e=[1] + [2],  # want `"e"`
    f={**BASE} | {"lr": 1},  # want `"f"`
    g=None or [],  # want `"g"`
):
    print(a)
