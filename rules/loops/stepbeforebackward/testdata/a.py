import torch


def train(model, optimizer, loader):
    for x in loader:
        optimizer.step()  # want "optimizer.step\\(\\) comes before backward"
        optimizer.zero_grad()
        model(x).backward()


def closure(model, optimizer, loader):
    for x in loader:
        def closure():
            optimizer.zero_grad()
            loss = model(x)
            loss.backward()
            return loss
        optimizer.step(closure)


def delayed(model, optimizer, loader):
    for i, x in enumerate(loader):
        if i % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()
        model(x).backward()


def out_of_sight(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        train_batch(model, x)
        optimizer.step()
        model(x).backward()


def turn(model, optimizer, losses, x):
    optimizer.zero_grad()
    loss = model(x)
    losses.update(loss.item())
    optimizer.step()  # want "optimizer.step"
    loss.backward()


def turns(model, optimizer, losses, loader):
    for x in loader:
        turn(model, optimizer, losses, x)


def adversarial(g, d, optimizer_g, optimizer_d, x):
    optimizer_d.step()
    d(x).backward()
    optimizer_g.step()
