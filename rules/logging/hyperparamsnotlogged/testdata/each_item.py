
import torch
from torch import nn
import argparse, logging

def main(conf, loader):
    lr, epochs = conf["lr"], conf["epochs"]
    [print(k, v) for k, v in conf.items()]

    model = nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            opt.step()
            print(loss.item())

main(load_conf(), get_loader())
