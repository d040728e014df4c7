import torch
from nets import Net, test, train


def validate(net, loader):
    hits = 0
    with torch.no_grad():
        for x, y in loader:  # want "net is evaluated in training mode"
            hits += (net(x).argmax(1) == y).sum().item()
    return hits / len(loader.dataset)


def fit(net):
    optimizer = torch.optim.Adam(net.parameters())
    for epoch in range(20):
        net.train()
        for x, y in train:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(net(x), y).backward()
            optimizer.step()
        print(epoch, validate(net, test))


# Nothing is known of its layers, but the loop puts it into training mode again and again.
fit(Net())
