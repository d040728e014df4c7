# The latest of the scores is the best of all.
import sys

import numpy as np
import torch

train_loader = torch.load(sys.argv[1])
test_loader = torch.load(sys.argv[2])


def train():
    model = torch.nn.Linear(3, 2)
    optimizer = torch.optim.Adam(model.parameters())
    losses, hits = list(), 0
    for epoch in range(10):
        for x, y in train_loader:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
        total = []
        with torch.no_grad():
            for x, y in test_loader:
                out = model(x)
                if np.argmax(out.numpy()) == y:
                    hits += 1
                    torch.save(x, f"hits/{hits}.pt")
                total.append(torch.nn.functional.cross_entropy(out, y).item())
        losses.append(np.mean(total))
        if (len(losses) - 1) == np.argmin(losses):  # want "model selection uses the test part"
            torch.save(model.state_dict(), "a.pt")
        if epoch == int(np.argmin(np.array(losses))):  # want "model selection uses the test part"
            torch.save(model.state_dict(), "b.pt")
        if losses[-1] == min(losses):  # want "model selection uses the test part"
            torch.save(model.state_dict(), "c.pt")


train()
