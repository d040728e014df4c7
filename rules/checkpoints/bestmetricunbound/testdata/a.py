import torch


def accuracy(model, loaders):
    for loader in loaders:
        for batch in loader:
            acc = evaluate(model, batch)
            if acc > best_acc:  # want "nothing is assigned to best_acc before this comparison: UnboundLocalError"
                torch.save(model, "best.pt")
                best_acc = acc


def loss(model, epochs):
    for epoch in range(epochs):
        val_loss = evaluate(model)
        if epoch > 0 and best > val_loss:  # want "to best before"
            best = val_loss


def nested_condition(model, epochs, validate):
    for epoch in range(epochs):
        if validate:
            acc = evaluate(model)
            if (acc >= best):  # want "to best before"
                best = acc


def assigned_below(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        if acc > best:  # want "to best before"
            torch.save(model, "best.pt")
        best = max(best, acc)


def initialized(model, epochs):
    best = 0
    for epoch in range(epochs):
        acc = evaluate(model)
        if acc > best:
            best = acc


def parameter(model, epochs, best):
    for epoch in range(epochs):
        if evaluate(model) > best:
            best = evaluate(model)


def first_epoch(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        if epoch == 0 or acc > best:
            best = acc


def other_branch(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        if epoch > 0:
            if acc > best:
                best = acc
        else:
            best = acc


def elif_branch(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        if epoch == 0:
            best = acc
        elif acc > best:
            best = acc


def guarded(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        if epoch > 0 and acc > best:
            torch.save(model, "best.pt")
        best = acc


def handler(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        try:
            if acc > best:
                best = acc
        except NameError:
            best = acc


def borrowed(model, epochs):
    global best_seen
    for epoch in range(epochs):
        if evaluate(model) > best_seen:
            best_seen = evaluate(model)


def outer(model, epochs):
    def step(acc):
        nonlocal best
        while acc > best:
            best = acc

    best = 0
    for epoch in range(epochs):
        step(evaluate(model))


def read_only(model, epochs):
    for epoch in range(epochs):
        if evaluate(model) > THRESHOLD:
            return epoch


def no_loop(acc):
    if acc > best_of_run:
        best_of_run = acc


def ternary(model, epochs):
    for epoch in range(epochs):
        acc = evaluate(model)
        improved = epoch > 0 and acc > best
        note = "better" if epoch and acc > best else "same"
        best = acc


for epoch in range(3):
    acc = evaluate(epoch)
    if acc > module_best:  # want "NameError"
        module_best = acc
