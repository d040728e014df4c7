import pytorch_lightning as pl
from ours import build

trainer = build("config.yaml")
trainer.fit(pl.LightningModule(), torch_loader)  # want "it trains with trainer.fit, which is unknown"
