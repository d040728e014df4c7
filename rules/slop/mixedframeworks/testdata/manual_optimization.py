# A module that steps its optimizers itself is trained by Lightning's loop all the same.
import lightning as L
import torch
from torch import nn


class Pair(L.LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.automatic_optimization = False
        self.first, self.second = nn.Linear(4, 4), nn.Linear(4, 1)

    def training_step(self, batch, batch_idx):
        for network, optimizer in zip((self.first, self.second), self.optimizers()):
            loss = network(batch).mean()
            optimizer.zero_grad()
            self.manual_backward(loss)
            optimizer.step()
            self.log("train_loss", loss)

    def configure_optimizers(self):
        return [torch.optim.Adam(self.first.parameters()), torch.optim.Adam(self.second.parameters())]


L.seed_everything(0)
L.Trainer(max_epochs=3).fit(Pair(), torch.utils.data.DataLoader(torch.rand(64, 4), batch_size=8))
