import torch


def train_epoch(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        loss = model(x, y)
        loss.backward()
        optimizer.step()


def main():
    for epoch in range(3):  # want `torch is not seeded before training; call torch\.manual_seed`
        train_epoch(model, loader, optimizer)


if __name__ == "__main__":
    main()
