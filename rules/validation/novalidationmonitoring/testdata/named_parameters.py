# The optimizer has groups of the parameters that named_parameters gives with their names.
import torch

import digits


def main():
    torch.manual_seed(3)
    model = torch.nn.Linear(784, 10)
    weights = [p for name, p in model.named_parameters() if name != "bias"]
    others = [p for name, p in model.named_parameters() if name == "bias"]
    optimizer = torch.optim.AdamW([{"params": weights, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}])
    for epoch in range(10):  # want "training runs without validation"
        for i, (x, y) in enumerate(digits.batches()):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            print(epoch, i, loss.item())


main()
