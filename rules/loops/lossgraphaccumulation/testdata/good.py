import torch


def several_tasks(model, heads, optimizer, loader):
    for x in loader:
        total = 0
        for head in heads:
            loss = head(model(x))
            total += loss
        total.backward()
        optimizer.step()


def as_a_mean(model, batches, optimizer):
    total = 0
    for x in batches:
        loss = model(x)
        loss.backward(retain_graph=True)
        total += loss
    mean = total / len(batches)
    mean.backward()


def dice(model, loader, scaler):
    for x in loader:
        loss = model(x)
        loss += 0.1 * model.penalty()
        scaler.scale(loss).backward()


def number(model, optimizer, loader):
    total = 0.0
    for x in loader:
        loss = model(x)
        loss.backward()
        loss = loss.item()
        total += loss


def detached(model, loader):
    total = torch.zeros(2)
    for x in loader:
        loss = model(x)
        loss.backward()
        total[0] += loss.detach()
        total[1] += float(loss)


def evaluate(model, loader):
    total = 0.0
    for x in loader:
        loss = model(x)
        total += loss


def without_gradients(model, loader):
    total = 0.0
    for x in loader:
        loss = model(x)
        loss.backward()
        with torch.no_grad():
            total += loss


def other_loop(model, loader, penalties):
    total = 0.0
    for x in loader:
        loss = model(x)
        loss.backward()
    for loss in penalties:
        total += loss
