import collections
import collections as c
import typing
import typing as t
from collections import OrderedDict as OD
from collections import abc
from typing import Annotated, Callable, Dict, List, Literal, Optional, Sequence, Set, Union

import custom
import typing_extensions


def literals(a=[1], b={}, c={1}, *, d=[]):  # want `"a" defaults to \[1\],` `"b" defaults to {}` `"c"` `"d"`
    print(a)


async def comprehensions(a=[i for i in x], b={i: i for i in x}, c={i for i in x}):  # want `"a"` `"b"` `"c"`
    print(a)


def calls(a=list(), b=dict(x=1), c=set(), d=list[int]()):  # want `"a"` `"b" defaults to dict\(x=1\)` `"c"` `"d"`
    print(a)


def imported(a=collections.deque(), b=c.Counter(), d=OD(), e=c.defaultdict(list)):  # want `"a"` `"b"` `"d"` `"e"`
    print(a)


def positional(a=[], /, b=([]), **kwargs):  # want `"a"` `"b" defaults to \[\],`
    """The docstring stays first."""
    import os
    # so does the import

    return a


class Trainer:
    @staticmethod
    def fit(callbacks=[
        "a long list",  # is shown on one line
        "and cut",
    ]):  # want -3 `defaults to \[ "a long list", # is shown on one line…,`
        for callback in callbacks:
            callback()


def stub(a={}):  # want-unfixed `"a"`
    """There is no body to create the value in."""
    raise NotImplementedError("later")


def abstract(a={}): ...  # want `"a"`


def one_line(a={}): return a  # want `"a"`


def immutable(
    a: Sequence[int] | None = [],
    b: Optional[abc.Mapping[int, int]] = {},
    c: Annotated[Union[abc.Set[str], abc.Sized], "annotation"] = set(),
    d: typing_extensions.Annotated[Union[abc.Set[str], abc.Sized], "annotation"] = set(),
    e: t.Optional[t.Sequence[t.List[int]]] = [],
    f: tuple[int, ...] = [],
    g: int | str = [],
    h: Callable[[int], int] = [],
    i: Literal["a"] = [],
    j: object = [],
    k: collections.abc.Iterable = [],
    l: typing.Tuple = [],
    m: "Sequence[int]" = [],
    n: "t.Optional[abc.Mapping[str, list[int]]]" = {},
    o: "Sequence[int] | None" = [],
    p: 'Annotated[tuple[int, ...], "sizes"]' = [],
):
    print(a)


def mutable(
    d: "list[int] | None" = [],  # want `"d"`
    k: "Missing" = [],  # want `"k"`
    a: list[int] | None = [],  # want `"a"`
    b: Optional[Dict[int, int]] = {},  # want `"b"`
    c: Annotated[Union[Set[str], abc.Sized], "annotation"] = set(),  # want `"c"`
    e: List[int] = [],  # want `"e"`
    f: custom.Frozen = [],  # want `"f"`
    g: Missing = [],  # want `"g"`
    h: abc.MutableMapping = {},  # want `"h"`
    i: typing.Any = {},  # want `"i"`
):
    print(a)


def fine(a=(), b=None, c=tuple(), d=frozenset(), e=(1, ()), f=map(str, [1]), g="x", h=(z := ()), i=DEFAULTS, j=1 + 2, k=() if x else None):
    pass


def shadowed(list, x=None):
    def inner(a=list()):
        pass


def rebound(a=OrderedDict()):
    pass


make = lambda a=[]: a
def last(a: dict = {}):  # want `"a"`
    """No code and no line end"""