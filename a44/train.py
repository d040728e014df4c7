from dataclasses import dataclass
@dataclass
class Opt:
    lr: float = 1e-3
@dataclass
class Cfg:
    opt: Opt = Opt()
    epochs: int = 4
