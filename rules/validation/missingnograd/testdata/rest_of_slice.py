import torch
from torch import nn, optim
from torch.utils.data import DataLoader, Subset

from reviews import Reviews


def forward_loss(net, pair):
    ids, stars = pair
    return nn.functional.cross_entropy(net(ids), stars)


def one_epoch(net, batches, opt):
    net.train()
    for pair in batches:
        opt.zero_grad()
        forward_loss(net, pair).backward()
        opt.step()


def check(net, batches):
    net.eval()
    losses = [forward_loss(net, pair).item() for pair in batches]  # want "is evaluated with gradients recorded"
    return sum(losses) / len(losses)


def main():
    torch.manual_seed(0)
    whole = Reviews("reviews.pt")
    order = torch.randperm(len(whole)).tolist()
    cut = int(0.9 * len(order))
    a = DataLoader(Subset(whole, order[:cut]), batch_size=32, shuffle=True)
    b = DataLoader(Subset(whole, order[cut:]), batch_size=32)
    net = nn.Sequential(nn.EmbeddingBag(1000, 32), nn.Linear(32, 5))
    opt = optim.Adam(net.parameters(), lr=1e-3)
    for epoch in range(10):
        one_epoch(net, a, opt)
        print(check(net, b))


main()
