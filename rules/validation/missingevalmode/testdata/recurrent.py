import torch


class Net(torch.nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.rnn = torch.nn.GRU(3, 8, 2, dropout=dropout)

    def forward(self, x):
        return self.rnn(x)[0][-1]


def fit(net):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(10):
        net.train()
        for x, y in train_loader:
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(net(x), y).backward()
            optimizer.step()
        with torch.no_grad():
            for x, y in val_loader:  # want "train"
                print(torch.nn.functional.mse_loss(net(x), y))


fit(Net(0.2))
