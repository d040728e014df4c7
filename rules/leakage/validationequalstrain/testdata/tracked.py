"""How well the training data is learnt is no validation: it decides nothing, and is not called so."""
import torch
from torch.utils.data import DataLoader

train_loader, test_loader = DataLoader(train_set, 32, shuffle=True), DataLoader(test_set, 32)


def accuracy(model, loader):
    model.eval()
    right = 0
    with torch.no_grad():
        for x, y in loader:
            right += (model(x).argmax(1) == y).sum().item()
    return right / len(loader.dataset)


net = torch.nn.Linear(3, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for epoch in range(10):
    net.train()
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    train_accuracy = accuracy(net, train_loader)
    print(epoch, train_accuracy)
print(accuracy(net, test_loader))
