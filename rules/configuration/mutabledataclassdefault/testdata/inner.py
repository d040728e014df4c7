def setup():
    from dataclasses import dataclass, field

    @dataclass
    class Config:
        layers: list = []  # want-unfixed `"layers"`

    return Config, field
