
import torch
from torch import nn
import argparse, logging

def main(args, loader):
    lr, epochs = args.lr, args.epochs
    print({k: v for k, v in vars(args).items()})

    model = nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            opt.step()
            print(loss.item())

p = argparse.ArgumentParser()
p.add_argument("--lr")
p.add_argument("--epochs")
main(p.parse_args(), get_loader())
