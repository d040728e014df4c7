import lightning as L
from lightning.pytorch.callbacks import ModelCheckpoint
import torch
class M(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.l = torch.nn.Linear(1, 1)
    def training_step(self, b, i):
        return self.l(b[0]).mean()
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())
ck = ModelCheckpoint(dirpath="x", save_weights_only=True)  # want "save_weights_only=True omits the optimizer from the checkpoints, so the run can't be resumed from them"
t = L.Trainer(max_epochs=5, callbacks=[ck])
t.fit(M(), loader)
