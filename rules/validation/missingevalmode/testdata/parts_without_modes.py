# What is not trained and never put into a mode has none, and a context manager that is for evaluation sets it.
import torch
from monai.networks.blocks import Warp
from monai.networks.nets import LocalNet
from monai.networks.utils import eval_mode

model = LocalNet(dropout=torch.nn.Dropout(0.5)).to("cuda")
warp_layer = Warp().to("cuda")


def forward(batch, model):
    field = model(batch["x"])
    return field, warp_layer(batch["y"], field)


optimizer = torch.optim.Adam(model.parameters())
for epoch in range(5):
    if epoch % 2 == 0:
        model.eval()
        with torch.no_grad():
            for batch in val_loader:
                field, warped = forward(batch, model)
    else:
        with eval_mode(model):
            for batch in val_loader:
                model(batch["x"])
    model.train()
    for batch in train_loader:
        optimizer.zero_grad()
        field, warped = forward(batch, model)
        (field.mean() + warped.mean()).backward()
        optimizer.step()
