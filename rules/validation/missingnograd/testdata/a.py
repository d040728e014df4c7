import torch


def train(model, loader, optimizer):
    model.train()
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()


def evaluate(model, loader):
    model.eval()
    for x, y in loader:  # want "model is evaluated with gradients recorded"
        print(model(x))


@torch.no_grad()
def validate(model, loader):
    for x, y in loader:
        print(model(x))


def test(model, loader):
    model.eval()
    with torch.inference_mode():
        for x, y in loader:
            print(model(x))


def val_inside(model, val_loader):
    for x, y in val_loader:
        with torch.no_grad():
            print(model(x))


def called_without(model, val_loader):
    for x, y in val_loader:
        print(model(x))


def attack(model, test_loader):
    # Gradients with respect to the inputs are the point.
    for x, y in test_loader:
        model(x, y).backward()


for epoch in range(3):
    train(model, train_loader, optimizer)
    evaluate(model, val_loader)
    validate(model, val_loader)
    test(model, val_loader)
    val_inside(model, val_loader)
    with torch.no_grad():
        called_without(model, val_loader)
torch.set_grad_enabled(False)
attack(model, test_loader)
