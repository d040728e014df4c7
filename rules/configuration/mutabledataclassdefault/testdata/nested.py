from dataclasses import dataclass, field

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
    optimizer: Optimizer = Optimizer()  # want `"optimizer" defaults to Optimizer\(\), for which dataclass raises ValueError .* from Python 3.11 on`
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
