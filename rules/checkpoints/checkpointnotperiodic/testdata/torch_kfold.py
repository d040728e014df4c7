import torch
from sklearn.model_selection import KFold
for fold, (tr, va) in enumerate(KFold(5).split(data)):
    model = torch.nn.Linear(1, 1)
    opt = torch.optim.SGD(model.parameters(), lr=.1)
    for epoch in range(9):  # want "nothing is saved before training ends"
        for x, y in loader:
            opt.zero_grad()
            ((model(x) - y) ** 2).mean().backward()
            opt.step()
    torch.save(model.state_dict(), f"fold{fold}.pt")
