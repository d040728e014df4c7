import torch


def train(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    epoch = 0
    while epoch < 20:  # want `learning rate 0\.1 and epochs 20 are literals in the code of this training`
        for x, y in loader:
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
        epoch += 1


train(torch.nn.Linear(2, 2), make_loader())
