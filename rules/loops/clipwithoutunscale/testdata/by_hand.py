import torch


def in_place(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        for p in model.parameters():
            torch.clamp_(p.grad, -1, 1)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
        scaler.step(optimizer)
        scaler.update()


def assigned(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        for p in model.parameters():
            p.grad = p.grad.clamp(-1, 1)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
        scaler.step(optimizer)
        scaler.update()


def data(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        for p in model.parameters():
            p.grad.data = torch.clip(p.grad.data, max=1.0)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
        scaler.step(optimizer)
        scaler.update()


def weights(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        scaler.step(optimizer)
        scaler.update()
        for p in model.parameters():
            p.data = p.data.clamp(-0.01, 0.01)


def unscaled(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        scaler.unscale_(optimizer)
        for p in model.parameters():
            p.grad = torch.clamp(p.grad, -1, 1)
        scaler.step(optimizer)
        scaler.update()


def without_scaler(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        for p in model.parameters():
            p.grad.data = p.grad.data.clamp(-1, 1)
        optimizer.step()
