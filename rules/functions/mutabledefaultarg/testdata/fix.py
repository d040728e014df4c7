import abc
import typing
from typing import overload

BASE = [1]
moved = 1
moved = 2
for step in range(3):
    late = step

    def looped(a=[step], b=[late]):  # want-unfixed "defaults to" "defaults to"
        return a, b


class Config:
    width = 3

    def own(self, a=[width]):  # want-unfixed "defaults to"
        return a

    def class_of(self, a=[__class__]):  # want-unfixed "defaults to"
        return a


def later(a=[moved], b=[c], c=1):  # want-unfixed "defaults to" "defaults to"
    return a, b


def local(a=[BASE], b=[typing]):  # want-unfixed "defaults to" "defaults to"
    BASE = a
    import typing
    return BASE, b


def outer(width):
    def borrowed(a=[width], b=[moved]):  # want-unfixed "defaults to" "defaults to"
        nonlocal width
        width = a
        global moved

    def closed(
        a=[width],  # want-unfixed "defaults to"
        b=[BASE, {"é": lambda width: width}],  # want-unsafe "defaults to"
        c=[x for x in BASE],  # want-unsafe "defaults to"
    ):
        x = 1
        return a, b, c, x

    return borrowed, closed


def handled():
    try:
        step()
    except OSError as error:
        def inner(a=[error]):  # want-unfixed "defaults to"
            return a
    with open("x") as f:
        def reader(a=[f]):  # want-unfixed "defaults to"
            return a
    return [lambda y=[z]: y for z in range(3)]


def docstring(a=[]):  # want-unfixed "defaults to"
    """It shares its line."""; return a


def imports(a=[]):  # want-unfixed "defaults to"
    import os; return os, a


def one_line(a=[]): return a  # want-unfixed "defaults to"


def continued(a=[]):  # want-unfixed "defaults to"
    """A docstring.""" \
        ; return a


def feed(a=[]):  # want-unfixed "defaults to"
    return a


@overload
def variant(a: list = []) -> int:  # want-unfixed "defaults to"
    return a


class Protocol(typing.Protocol):
    def f(self, a=[]): ...  # want-unfixed "defaults to"

    def g(self, a={}):  # want-unfixed "defaults to"
        ...

    @abc.abstractmethod
    def h(self, a={}):  # want-unfixed "defaults to"
        return a

    def i(self, a={}):  # want-unfixed "defaults to"
        pass


async def awaited(a=[(é := 1)], b=[vars()]):  # want-unfixed "defaults to" "defaults to"
    return a, b


def fine(a=[BASE], b=([  # want-unsafe "defaults to" "defaults to"
    1,  # one
])):
    r"""A docstring."""  # of its own;
    import os
    # why

    if a: return os
    return b
