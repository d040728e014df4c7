from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import field
try:
    from dataclasses import dataclass
except ImportError:
    dataclass = None


@dataclass
class Config:
    layers: list = []  # want-unfixed `"layers"`
