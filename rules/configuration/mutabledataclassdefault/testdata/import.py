from dataclasses import dataclass


@dataclass
class Config:
    layers: list[int] = []  # want "layers"
