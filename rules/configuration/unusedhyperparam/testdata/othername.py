import argparse

import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--dropout", type=float, default=0.1)  # want `the option --dropout is never read: no code that runs here uses "dropout"`
    parser.add_argument("--momentum", type=float, default=0.1)
    args = parser.parse_args()
    model = torch.nn.TransformerEncoderLayer(2, 2, dropout=0.1)
    torch.nn.functional.dropout(torch.ones(2))
    opt = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=getattr(args, "momentum"))
    for epoch in range(3):
        for x, y in train_loader:
            opt.zero_grad()
            loss = model(x).mean()
            loss.backward()
            opt.step()


main()

