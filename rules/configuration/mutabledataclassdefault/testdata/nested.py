from dataclasses import dataclass, field

import attrs
from settings import Elsewhere


@dataclass
class Optimizer:
    lr: float = 1e-3


@dataclass(frozen=True)
class Frozen:
    lr: float = 1e-3


@dataclass(eq=False)
class Identity:
    lr: float = 1e-3


@dataclass
class Hashed:
    lr: float = 1e-3

    def __hash__(self):
        return hash(self.lr)


class Plain:
    pass


class Compared:
    def __eq__(self, other):
        return True


@dataclass
class Config:
    optimizer: Optimizer = Optimizer()  # want `field "optimizer" defaults to Optimizer\(\), so dataclass raises ValueError at definition from Python 3\.11 on`
    tuned: Optimizer = Optimizer(lr=1e-4)  # want `"tuned"`
    described: Optimizer = field(default=Optimizer())  # want `"described"`
    compared: Compared = Compared()  # want `"compared"`
    frozen: Frozen = Frozen()
    identity: Identity = Identity()
    hashed: Hashed = Hashed()
    plain: Plain = Plain()
    elsewhere: Elsewhere = Elsewhere()
    made: Optimizer = field(default_factory=Optimizer)


@dataclass
class Local:
    optimizer = Optimizer()


@dataclass(unsafe_hash=True)
class Unsafe:
    lr: float = 1e-3


@dataclass
class Scheduler(Optimizer):
    """Inherits its fields, and is compared by them, too."""

    steps: int = 1000


@attrs.define
class Shared:
    """What attrs is given is shared by all instances, but not refused: another matter."""

    optimizer: Optimizer = Optimizer()


def make(kind):
    return kind()


@dataclass
class Others:
    unsafe: Unsafe = Unsafe()
    made: Optimizer = make(Optimizer)
    named: type = Optimizer
