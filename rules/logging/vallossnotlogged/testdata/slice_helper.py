import logging

import torch
from torch import nn, optim
from torch.utils.data import DataLoader, Subset

from reviews import Reviews


def check(net, batches):
    net.eval()
    with torch.no_grad():
        losses = [nn.functional.cross_entropy(net(ids), stars).item() for ids, stars in batches]
    return sum(losses) / len(losses)


torch.manual_seed(0)
whole = Reviews("reviews.pt")
order = torch.randperm(len(whole)).tolist()
cut = int(0.9 * len(order))
a = DataLoader(Subset(whole, order[:cut]), batch_size=32, shuffle=True)
b = DataLoader(Subset(whole, order[cut:]), batch_size=32)
net = nn.Sequential(nn.EmbeddingBag(1000, 32), nn.Linear(32, 5))
opt = optim.Adam(net.parameters(), lr=1e-3)
for epoch in range(10):
    net.train()
    for ids, stars in a:
        opt.zero_grad()
        loss = nn.functional.cross_entropy(net(ids), stars)
        loss.backward()
        opt.step()
        logging.info("loss %.3f", loss.item())
    logging.info("epoch %d: %.3f", epoch, check(net, b))
