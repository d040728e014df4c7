import json

import torch


def score_only(x, y, x_val, y_val, batches, log):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    opt = torch.optim.AdamW(model.parameters())
    for epoch in range(50):  # want "the training loss is not logged"
        model.train()
        for xb, yb in batches(x, y):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(xb), yb)
            loss.backward()
            opt.step()
        model.eval()
        with torch.no_grad():
            val = torch.nn.functional.mse_loss(model(x_val), y_val).item()
        with open(log, "a") as f:
            f.write(json.dumps({"epoch": epoch, "loss": val}) + "\n")


if __name__ == "__main__":
    score_only(*load())
