import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_


def train(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()
        clip_grad_norm_(model.parameters(), 1.0)  # want `optimizer\.step\(\) has already applied these gradients: clipping them has no effect`


def amp(model, optimizer, scaler, loader):
    for x in loader:
        optimizer.zero_grad()
        scaler.scale(model(x)).backward()
        scaler.step(optimizer)
        scaler.update()
        clip_grad_value_(model.parameters(), 1.0)  # want "optimizer"


def good(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).backward()
        clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()


def gan(g, d, optimizer_g, optimizer_d, loader):
    for x in loader:
        d(x).backward()
        optimizer_d.step()
        d(g(x)).backward()
        clip_grad_norm_(g.parameters(), 1.0)
        optimizer_g.step()


def one_after_the_other(a, b, optimizer_a, optimizer_b, loader):
    for x in loader:
        (a(x) + b(x)).backward()
        optimizer_a.step()
        clip_grad_norm_(b.parameters(), 1.0)
        optimizer_b.step()


def branches(model, optimizer, fast, loader):
    for x in loader:
        model(x).backward()
        if fast:
            optimizer.step()
        else:
            clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
