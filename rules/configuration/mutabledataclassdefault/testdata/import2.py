from dataclasses import (
    dataclass,  # not field
)

list = tuple


def f(field):
    return [field for field in field]


@dataclass
class Config:
    layers: list = []  # want-safe `"layers"`
