from dataclasses import dataclass


@dataclass
class Config:
    field: str = "x"
    layers: list = []  # want-unfixed `"layers"`
