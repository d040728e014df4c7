from typing import Sequence

import attr
from attrs import define, field


@define
class Config:
    layers: list[int] = []  # want `all instances share \[\], the default of field "layers"`
    sizes: Sequence[int] = []
    options: dict = field(default={})  # want `"options"`
    fine: dict = field(factory=dict)


@attr.s(auto_attribs=True)
class Old:
    layers: list = attr.ib(default=[])  # want `"layers"`
