from dataclasses import dataclass
from settings import *


@dataclass
class Config:
    layers: list = []  # want-unfixed `"layers"`
