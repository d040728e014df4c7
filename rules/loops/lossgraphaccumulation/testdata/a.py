import torch


def train(model, optimizer, loader):
    total, count = 0.0, 0
    for x in loader:
        optimizer.zero_grad()
        loss = model(x)
        loss.backward()
        optimizer.step()
        total += loss # want "total keeps the graph of every loss"
        count += 1
    print(total / count)


def weighted(model, optimizer, scaler, loader):
    total = 0.0
    for x in loader:
        loss = model(x)
        total = total + loss * len(x) # want "graph of every loss"
        scaler.scale(loss).backward()
    return total.item()


class Trainer:
    def fit(self, loader):
        for x in loader:
            loss = self.model(x)
            self.accelerator.backward(loss)
            self.total += loss # want "self.total keeps"
