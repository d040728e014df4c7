import dataclasses
from collections import defaultdict
from dataclasses import dataclass, field
from typing import ClassVar, Sequence

SHARED = []


@dataclass
class Config:
    layers: list[int] = []  # want `field "layers" defaults to \[\], so dataclass raises ValueError at definition`
    betas: tuple = (0.9, 0.999)
    sizes: Sequence[int] = [1, 2]  # want `"sizes"`
    options: dict = field(default={}, repr=False)  # want `"options"`
    counts: dict = defaultdict(list)  # want `"counts"`
    names: set = set()  # want `"names"`
    fine: list = field(default_factory=list)
    also_fine: list = SHARED
    shared: ClassVar[list] = []
    shared_too: "ClassVar[list]" = []
    no_field = []


@dataclasses.dataclass(frozen=True)
class Frozen:
    layers: list[int] = [64]  # want `"layers"`


class Plain:
    layers: list[int] = []
