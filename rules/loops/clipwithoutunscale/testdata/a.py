import torch
from torch.nn.utils import clip_grad_norm_


def train(model, optimizer, loader, amp):
    scaler = torch.cuda.amp.GradScaler(enabled=amp)
    for x in loader:
        if amp:
            scaler.scale(model(x)).backward()
            clip_grad_norm_(model.parameters(), 1.0)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
            scaler.step(optimizer)
            scaler.update()
        else:
            model(x).backward()
            clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()


def by_hand(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        for p in model.parameters():
            p.grad.data.clamp_(-1, 1)  # want "these gradients are still scaled, so the clipping bound varies with the scaler"
        scaler.step(optimizer)
        scaler.update()


def good(model, optimizer, loader, scaler):
    for x in loader:
        scaler.scale(model(x)).backward()
        scaler.unscale_(optimizer)
        clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()


def at_times(model, optimizer, loader, scaler, amp):
    for x in loader:
        scaler.scale(model(x)).backward()
        if amp:
            scaler.unscale_(optimizer)
        clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
