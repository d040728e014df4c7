def run_epoch(model, epoch):
    for x, y in batches("train"):
        model(x, y).backward()
        optimizer.step()
    finish(model)


def finish(model):
    model.eval()
    for x, y in batches("held"):
        score(model(x), y)
