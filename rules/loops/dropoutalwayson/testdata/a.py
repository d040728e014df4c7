import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self, p=0.1):
        super().__init__()
        self.p = p
        self.layer = nn.Linear(4, 4)
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        x = F.dropout(self.layer(x), 0.5)  # want `eval\(\) does not switch off this dropout: it also drops activations in evaluation`
        x = F.dropout(x, p=0.5, training=True)  # want "dropout"
        x = nn.Dropout(0.5)(x)  # want "dropout"
        x = F.scaled_dot_product_attention(x, x, x, dropout_p=0.1)  # want "dropout"
        x = F.scaled_dot_product_attention(x, x, x, dropout_p=self.p if self.training else 0.0)
        x = F.dropout(x, p=0.5, training=self.training)
        x = F.dropout(x, p=0.5, training=self.training).view(x.size(0), -1)
        x = F.dropout(x, 0.5, self.training)
        x = F.dropout(x, p=0.0)
        if self.training:
            x = F.dropout(x, p=0.5)
        return self.helper(self.drop(x))

    def helper(self, x):
        return F.dropout(x, p=self.p, training=self.training)


model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in load():
    optimizer.zero_grad()
    F.mse_loss(model(x), y).backward()
    optimizer.step()
augmented = F.dropout(load(), 0.1)
