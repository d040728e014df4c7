import torch


def finish(scaler):
    scaler.update()


def train(model, optimizer, scaler, loader):
    for x in loader:
        optimizer.zero_grad()
        scaler.scale(model(x)).backward()
        scaler.step(optimizer)
        finish(scaler)


def gan(d, g, optimizer_d, optimizer_g, scaler, loader):
    for x in loader:
        scaler.scale(d(x)).backward()
        scaler.step(optimizer_d)
        scaler.scale(g(x)).backward()
        scaler.step(optimizer_g)
        scaler.update()
