import torch
def main():
    model = torch.nn.Linear(1, 1); opt = torch.optim.SGD(model.parameters(), lr=.1)
    for e in range(2):  # want "torch (is|are) not seeded"
        for x in loader:
            opt.zero_grad(); loss = model(x).sum(); loss.backward(); opt.step()
