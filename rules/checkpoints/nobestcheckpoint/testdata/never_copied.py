import torch
import torch.nn as nn

def main(args):
    model = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(args.epochs):  # want "training validates and saves, but does not keep the best model"
        for x, y in loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
        val_loss = validate(model, val_loader)
        torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "val_loss": val_loss}, f"{epoch}.pt")

main(parse())
