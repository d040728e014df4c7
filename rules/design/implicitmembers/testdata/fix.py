import functools
from enum import Enum
from typing import NamedTuple

from pydantic import BaseModel


class Plain:
    def __eq__(self, other):  # want-unfixed "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True  # of one kind: é
        # and of another

    # the next one
    x = 1


class Below:
    def __eq__(self, other):  # want-unfixed "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True
        # of one kind


class Beside:
    def __eq__(self, other):  # want-safe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return "é"
    # the next one
    x = 1


class Short(Plain, object):
	def __eq__(self, other): return True;  # want-unfixed "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"


class Conditional:
    if functools:
        def __hash__(self):
            return 1

    def __eq__(self, other):
        return True


class Unpacked:
    __hash__, other = object.__hash__, 1

    def __eq__(self, other):
        return super().__hash__() == other


class Point(NamedTuple):
    x: int

    def __eq__(self, other):
        return True


class Model(BaseModel):
    def __eq__(self, other):  # want-unsafe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True


class Meta(metaclass=type):
    def __eq__(self, other):  # want-unsafe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return self.__hash__ is other


class Color(Meta):
    def __eq__(self, other):  # want-unsafe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return (
            True
        )


@functools.total_ordering
class Ordered:
    def __lt__(self, other):
        def __hash__():
            return 1
        return False

    async def __eq__(self, other):  # want-unsafe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        """x
"""


class Feed:
    def __eq__(self, other):  # want-unfixed "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True


class Last:
    def __eq__(self, other):  # want-safe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True