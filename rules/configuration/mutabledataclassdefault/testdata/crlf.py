from dataclasses import dataclass


@dataclass
class Config:
	layers: list = [
		1,
	]  # want-safe -2 `"layers"`
