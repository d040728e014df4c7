import json

import numpy as np
import torch
from sklearn.metrics import roc_auc_score



def both(x, y, x_val, y_val, batches, log):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    opt = torch.optim.AdamW(model.parameters())
    for epoch in range(50):  # want "the training loss is logged at most once per epoch"
        model.train()
        losses = []
        for xb, yb in batches(x, y):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(xb), yb)
            loss.backward()
            opt.step()
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            auc = roc_auc_score(y_val, model(x_val))
        with open(log, "a") as f:
            f.write(json.dumps({"epoch": epoch, "loss": float(np.mean(losses)), "auc": auc}) + "\n")


if __name__ == "__main__":
    both(*load())
