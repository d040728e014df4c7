import torch

def train_a(model, loader, optimizer, criterion, device):
    total = 0
    for x, y in loader:
        optimizer.zero_grad()
        logits = model(x.to(device))
        loss = criterion(logits, y.to(device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
    return total / len(loader)

def train_b(model, loader, optimizer, criterion, device):
    total = 0
    # want +1 "this loop does the same as another one in this file does"
    for x, y in loader:
        optimizer.zero_grad()
        logits = model(x.to(device))
        loss = criterion(logits, y.to(device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
    return total / len(loader)

def train_short(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        model(x, y).backward()
        optimizer.step()

def train_short_too(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        model(x, y).backward()
        optimizer.step()

def evaluate(model, loader, device):
    for x, y in loader:
        logits = model(x.to(device))
        total += (logits == y).sum()
