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
ck = ModelCheckpoint(dirpath="x", save_weights_only=True)
t = L.Trainer(max_epochs=5, callbacks=[ck, ModelCheckpoint(every_n_epochs=5)])
t.fit(M(), loader)
