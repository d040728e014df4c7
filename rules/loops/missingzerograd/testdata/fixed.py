import torch

model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in torch.load("data.pt"):
    loss = (model(x) - y).pow(2).mean()
    loss.backward()  # want-unsafe "this loop never clears the gradients of optimizer, so they add up over all batches"
    optimizer.step()


class Trainer:
    def __init__(self, net):
        self.net = net
        self.opt = torch.optim.SGD(net.parameters(), lr=0.1)

    def fit(self, data):
        for x, y in data:
            (self.net(x) - y).pow(2).mean().backward()  # want-unsafe "gradients of self.opt"
            self.opt.step()


def train(net, steps, data):
    for x, y in data:
        (net(x) - y).pow(2).mean().backward()  # want-unfixed "this loop never clears the gradients of the optimizer, so they add up over all batches"
        steps[0].step()


Trainer(torch.nn.Linear(3, 1)).fit(torch.load("data.pt"))
net = torch.nn.Linear(3, 1)
train(net, [torch.optim.SGD(net.parameters(), lr=0.1)], torch.load("data.pt"))
