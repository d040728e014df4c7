import lightning
import torch
from torch import nn


class Net(lightning.LightningModule):
    def training_step(self, batch, index):
        loss = self(batch).mean()
        self.log("train_loss", loss)
        return loss

    def on_after_backward(self):
        for name, p in self.named_parameters():
            self.logger.experiment.add_histogram(name, p.grad, self.global_step)  # want "add_histogram logs p.grad"

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


if __name__ == "__main__":
    lightning.Trainer().fit(Net(), load())
