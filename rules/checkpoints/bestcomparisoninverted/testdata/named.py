import torch


def train(model, epochs):
    best = best_loss = best_f1 = 0.0
    for epoch in range(epochs):
        accuracy, loss, f1 = validate(model)
        better = accuracy < best  # want "this keeps the lowest accuracy as best, but higher is better"
        best = max(accuracy, best)
        if better:
            torch.save(model.state_dict(), "best.pt")
        improved = loss < best_loss
        best_loss = min(loss, best_loss)
        improves = f1 < best_f1  # want "this keeps the lowest f1 as best_f1"
        if improves:
            best_f1 = f1
        worse = accuracy < best
        if worse or improved:
            print("worse")


def decay(model, epochs):
    best_accuracy, wait = 0.0, 0
    for epoch in range(epochs):
        accuracy = validate(model)
        worse = accuracy < best_accuracy
        wait = wait + 1 if worse else 0
