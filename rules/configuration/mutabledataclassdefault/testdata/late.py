from dataclasses import dataclass


@dataclass
class Config:
    layers: list = []  # want-unfixed `"layers"`


from dataclasses import field
