import torch
from torch import nn


def build(name):
    if name == "net0":
        return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
    if name == "net1":
        return nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3))
    if name == "net2":
        return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))
    if name == "net3":
        return nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5))
    if name == "net4":
        return nn.Sequential(nn.Linear(3, 6), nn.BatchNorm1d(6))
    if name == "net5":
        return nn.Sequential(nn.Linear(3, 7), nn.BatchNorm1d(7))
    if name == "net6":
        return nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8))
    if name == "net7":
        return nn.Sequential(nn.Linear(3, 9), nn.BatchNorm1d(9))
    if name == "net8":
        return nn.Sequential(nn.Linear(3, 10), nn.BatchNorm1d(10))
    if name == "net9":
        return nn.Sequential(nn.Linear(3, 11), nn.BatchNorm1d(11))
    if name == "net10":
        return nn.Sequential(nn.Linear(3, 12), nn.BatchNorm1d(12))
    if name == "net11":
        return nn.Sequential(nn.Linear(3, 13), nn.BatchNorm1d(13))
    if name == "net12":
        return nn.Sequential(nn.Linear(3, 14), nn.BatchNorm1d(14))
    if name == "net13":
        return nn.Sequential(nn.Linear(3, 15), nn.BatchNorm1d(15))
    if name == "net14":
        return nn.Sequential(nn.Linear(3, 16), nn.BatchNorm1d(16))
    if name == "net15":
        return nn.Sequential(nn.Linear(3, 17), nn.BatchNorm1d(17))
    if name == "net16":
        return nn.Sequential(nn.Linear(3, 18), nn.BatchNorm1d(18))
    if name == "net17":
        return nn.Sequential(nn.Linear(3, 19), nn.BatchNorm1d(19))
    if name == "net18":
        return nn.Sequential(nn.Linear(3, 20), nn.BatchNorm1d(20))
    if name == "net19":
        return nn.Sequential(nn.Linear(3, 21), nn.BatchNorm1d(21))
    if name == "net20":
        return nn.Sequential(nn.Linear(3, 22), nn.BatchNorm1d(22))
    if name == "net21":
        return nn.Sequential(nn.Linear(3, 23), nn.BatchNorm1d(23))
    if name == "net22":
        return nn.Sequential(nn.Linear(3, 24), nn.BatchNorm1d(24))
    if name == "net23":
        return nn.Sequential(nn.Linear(3, 25), nn.BatchNorm1d(25))
    if name == "net24":
        return nn.Sequential(nn.Linear(3, 26), nn.BatchNorm1d(26))
    if name == "net25":
        return nn.Sequential(nn.Linear(3, 27), nn.BatchNorm1d(27))
    raise ValueError(name)


net = build(input())
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for epoch in range(10):
    net.train()
    for x, y in train_loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    net.eval()
    with torch.no_grad():
        for x, y in val_loader:
            print(nn.functional.cross_entropy(net(x), y).item())
