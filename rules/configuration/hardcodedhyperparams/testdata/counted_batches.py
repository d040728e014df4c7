import torch


def train(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    seen = 0
    while seen < 1000:  # each turn counts as many as there are batches
        for x, y in loader:
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            seen += 1


train(torch.nn.Linear(2, 2), make_loader())
