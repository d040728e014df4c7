import torch

def first(model, loader, device):  # want "these 9 statements appear in 3 places, including this file"
    total = 0
    for x, y in loader:
        x = x.to(device).float()
        y = y.to(device).long()
        logits = model(x.view(x.size(0), -1))
        loss = torch.nn.functional.cross_entropy(logits, y)
        total += loss.item() * x.size(0)
    return total / len(loader.dataset)

def between(x):
    return x + 1

def first(model, loader, device):
    total = 1
    for x, y in loader:
        x = x.to(device).float()
        y = y.to(device).long()
        logits = model(x.view(x.size(0), -1))
        loss = torch.nn.functional.cross_entropy(logits, y)
        total += loss.item() * x.size(0)
    return total / len(loader.dataset)

def other(model, loader, gpu):
    total = 0
    for a, b in loader:
        a = a.to(gpu).float()
        b = b.to(gpu).long()
        logits = model(a.view(a.size(0), -1))
        loss = torch.nn.functional.cross_entropy(logits, b)
        total += loss.item() * a.size(0)
    return total / len(loader.dataset)

parser.add_argument("--a", type=int, default=1, help="a")
parser.add_argument("--b", type=int, default=1, help="a")
parser.add_argument("--c", type=int, default=1, help="a")
parser.add_argument("--d", type=int, default=1, help="a")
parser.add_argument("--e", type=int, default=1, help="a")
parser.add_argument("--f", type=int, default=1, help="a")
parser.add_argument("--g", type=int, default=1, help="a")
parser.add_argument("--h", type=int, default=1, help="a")

a = 1
b = 1
c = 1
d = 1
e = 1
f = 1

a = 1
b = 1
c = 1
d = 1
e = 1
f = 1
