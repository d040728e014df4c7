import torch


def train(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        optimizer.zero_grad()  # want `this clears the gradients that optimizer\.step\(\) should apply: the step does nothing`
        optimizer.step()


def accumulate(model, optimizer, scaler, loader):
    for i, x in enumerate(loader):
        scaler.scale(model(x)).backward()
        if i % 4 == 3:
            optimizer.zero_grad()  # want "optimizer.step"
            scaler.step(optimizer)
            scaler.update()


def update(optimizer):
    optimizer.zero_grad()  # want "optimizer.step"
    optimizer.step()


def in_a_callee(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        update(optimizer)


def good(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        optimizer.step()
        optimizer.zero_grad()


def gan(g, d, optimizer_g, optimizer_d, loader):
    for x in loader:
        d(x).backward()
        optimizer_g.zero_grad()
        optimizer_d.step()
        optimizer_d.zero_grad()
        d(g(x)).backward()
        optimizer_g.step()


def another_gradient(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        optimizer.zero_grad()
        for p in model.parameters():
            p.grad = torch.zeros_like(p)
        optimizer.step()


def out_of_sight(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        optimizer.zero_grad()
        compute_gradients(model, x)
        optimizer.step()


def skips(model, optimizer, loader):
    for x in loader:
        loss = model(x)
        loss.backward()
        if loss.isnan():
            optimizer.zero_grad()
            continue
        optimizer.step()


def closure(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        optimizer.zero_grad()
        optimizer.step(lambda: model(x).backward())
