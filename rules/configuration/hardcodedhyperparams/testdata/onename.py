import torch
from torch import nn


def main():
    model = nn.Linear(2, 2)
    loader = torch.utils.data.DataLoader(make_dataset(), 32)
    lr = 1e-3
    optimizer = torch.optim.AdamW([{"params": model.parameters(), "weight_decay": 0.05}], lr=lr)
    for epoch in range(int(input())):  # want `learning rate 1e-3, batch size 32 and weight decay 0\.05 are literals in the code of this training`
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()


main()
