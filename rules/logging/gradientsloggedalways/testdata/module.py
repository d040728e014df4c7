import lightning as L
import torch

class Lit(L.LightningModule):
    def training_step(self, batch, batch_idx):
        return self(batch).mean()

    def on_before_optimizer_step(self, optimizer):
        for name, p in self.named_parameters():
            self.logger.experiment.add_histogram(f"grad/{name}", p.grad, self.global_step)  # want "add_histogram logs p.grad"
