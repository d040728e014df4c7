# There is validation data besides.
import torch

val_loader = load("val")
test_loss = evaluate(model, val_loader)
if test_loss < best_loss:
    torch.save(model.state_dict(), "best.pt")
