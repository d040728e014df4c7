from dataclasses import dataclass
from typing import Optional

import pytorch_lightning as pl


@dataclass
class Config:
    lr: float = 0.1
    seed: Optional[int] = None  # want "seed defaults to None, and then nothing is seeded"


def run(config):
    if config.seed:
        pl.seed_everything(config.seed)
    trainer = pl.Trainer()
    trainer.fit(model, loader)


run(Config())
