import lightning as L
import torch
class Lit(L.LightningModule):
    def training_step(self, b, i):
        return self.layer(b).sum()

trainer = L.Trainer(max_epochs=3)
trainer.fit(Lit(), loader)

