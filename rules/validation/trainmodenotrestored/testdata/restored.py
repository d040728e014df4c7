import torch


def fit(net, loader, optimizer):
    net.train()
    for x, y in loader:
        with torch.no_grad():
            teacher.eval()
            target = teacher(x)
        net(x, target).backward()
        optimizer.step()


def validate(model, loader):
    model.eval()
    for x, y in loader:
        print(model(x))


for epoch in range(3):
    fit(model, train_loader, optimizer)
    validate(model, val_loader)
