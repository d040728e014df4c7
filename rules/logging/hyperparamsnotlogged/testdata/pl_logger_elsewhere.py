import argparse
import lightning as L
import torch
from project.engine import build_logger, load

class Lit(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 2)

    def training_step(self, batch, index):
        return self.layer(batch).sum()

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.001)


parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=50)
args = parser.parse_args()
L.seed_everything(1)
trainer = L.Trainer(max_epochs=args.epochs, logger=build_logger())
trainer.fit(Lit(), load())
